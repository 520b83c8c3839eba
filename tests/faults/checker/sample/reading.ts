import type { Scene } from "./scene";
import type { SampleThread } from "./server";
import type { SampleTab } from "./tabs";

/** People read, here and there, and mark as unread. */
export function createReading({ chance, server, tabs, connected, threadOf }: Scene) {
  function tellPosition({ person }: SampleTab, thread: SampleThread): void {
    for (const other of tabs.listeners(thread).filter((one) => one.person === person)) {
      tabs.hear(other, "thread:read");
      tabs.list(other, thread);
    }
  }

  return {
    read(): void {
      const tab = chance.pick(connected());
      const thread = tab && threadOf(tab);
      if (thread && !tab.views.has(thread.id)) tabs.openView(tab, thread);
      const seq = thread && tab.views.get(thread.id)?.shown.at(-1)?.seq;
      if (!thread || seq === undefined) return;
      server.read(thread, tab.person, seq);
      tellPosition(tab, thread);
    },
    mark(): void {
      const tab = chance.pick(connected());
      const thread = tab && threadOf(tab);
      const message = thread && chance.pick(tab.views.get(thread.id)?.shown ?? []);
      if (!thread || !message) return;
      tabs.record({ kind: "marked", tab: tab.tab, person: tab.person, thread: thread.id, seq: message.seq });
      server.mark(thread, tab.person, message.seq);
      tellPosition(tab, thread);
    },
    loadOlder(): void {
      const tab = chance.pick(connected());
      const thread = tab && threadOf(tab);
      if (thread) tabs.showOlder(tab, thread);
    },
    goBackOrForth(): void {
      const tab = chance.pick(connected());
      const thread = tab && threadOf(tab);
      if (!thread) return;
      if (chance.below(2) === 0) tabs.turnBack(tab, thread);
      else tabs.openView(tab, thread);
    },
  };
}
