import type { SystemEvent } from "@/lib/wire/messages";
import { ROLES } from "@/lib/wire/roles";
import type { Scene } from "./scene";
import type { SampleThread } from "./server";

/** Groups get other titles and pictures, and those in them other roles. */
export function createGroupChanges({ chance, server, tabs, groups, someMember }: Scene) {
  let renamed = 0;

  function change(eventOf: (thread: SampleThread, member: string) => SystemEvent) {
    const thread = chance.pick(groups());
    const author = thread && someMember(thread);
    const member = thread && someMember(thread);
    if (!thread || !author || !member) return null;
    tabs.wait();
    const line = server.change(thread, author, eventOf(thread, member));
    for (const tab of tabs.listeners(thread)) tabs.hear(tab, "thread:changed");
    tabs.push(thread, line);
    return { thread, line };
  }

  return {
    rename(): void {
      renamed += 1;
      change(() => ({ type: "renamed", title: `title-${renamed}` }));
    },
    changeRole(): void {
      change((_, id) => ({ type: "role", person: { id, name: id }, role: chance.pick([...ROLES]) ?? "member" }));
    },
    changeHistory(): void {
      // So long that a clock which is late does not excuse what comes early.
      const asked = tabs.wait(1_500);
      const changed = change(({ history }) => ({ type: "history", history: history === "join" ? "all" : "join" }));
      if (!changed) return;
      const { thread, line } = changed;
      for (const tab of tabs.listeners(thread)) if (tab.views.has(thread.id)) tabs.openView(tab, thread);
      tabs.wait();
      if (thread.history === "join") tabs.record({ kind: "history-closed", thread: thread.id, upTo: line.seq, asked });
    },
    changePicture(): void {
      change(() => ({ type: "picture", isRemoved: false }));
    },
  };
}
