import type { Scene } from "./scene";

/** Sessions end, pages are loaded anew, and connections are lost and come back. */
export function createSessions({ chance, tabs, connected, signIn, endSessionOf }: Scene) {
  return {
    endSession(): void {
      const tab = chance.pick(connected());
      if (!tab) return;
      endSessionOf(tab);
      tabs.wait();
      signIn(tab.person, tab.device);
    },
    reload(): void {
      const tab = chance.pick([...tabs.open].filter(({ isSignedOut }) => !isSignedOut));
      if (!tab) return;
      tabs.closeTab(tab);
      tabs.wait();
      tabs.openTab(tab.person, tab.device, tab.session);
    },
    loseConnection(): void {
      const tab = chance.pick(connected().filter(() => connected().length > 3));
      if (tab) tabs.disconnect(tab);
    },
    reconnect(): void {
      const tab = chance.pick([...tabs.open].filter(({ isConnected, isSignedOut }) => !isConnected && !isSignedOut));
      if (!tab) return;
      tabs.wait();
      tabs.connect(tab);
      tabs.hear(tab, "thread:head");
    },
  };
}
