import type { Scene } from "./scene";

/** People are added to groups, removed from them, and leave. */
export function createComings({ chance, server, tabs, groups, people, someMember }: Scene) {
  function remove(isLeaving: boolean): void {
    const thread = chance.pick(groups().filter(({ members }) => members.size > 2));
    const person = thread && someMember(thread);
    const others = [...(thread?.members.keys() ?? [])].filter((one) => one !== person);
    const author = isLeaving ? person : chance.pick(others);
    if (!thread || !author || !person) return;
    const asked = tabs.wait();
    for (const tab of tabs.listeners(thread)) tabs.hear(tab, tab.person === person ? "thread:gone" : "thread:changed");
    const line = server.remove(thread, author, person);
    tabs.push(thread, line);
    tabs.wait();
    tabs.record({ kind: "removed", person, thread: thread.id, upTo: line.seq, asked });
  }

  return {
    add(): void {
      const thread = chance.pick(groups().filter(({ members }) => members.size < 4));
      const author = thread && someMember(thread);
      const others = people().filter(({ id }) => id !== "eve" && !thread?.members.has(id));
      const person = chance.pick(others)?.id;
      if (!thread || !author || !person) return;
      tabs.wait();
      const line = server.add(thread, author, person);
      for (const tab of tabs.listeners(thread)) {
        tabs.hear(tab, tab.person === person ? "thread:added" : "thread:changed");
        if (tab.person === person && tab.views.has(thread.id)) tabs.openView(tab, thread);
      }
      tabs.push(thread, line);
    },
    removeOne: () => remove(false),
    leave: () => remove(true),
  };
}
