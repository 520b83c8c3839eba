import type { StoredMessage } from "../../history";
import { PEOPLE, type Scene } from "./scene";
import type { SampleThread } from "./server";
import type { SampleTab } from "./tabs";

/** People write, and change and delete what was written. */
export function createWriting({ chance, server, threads, tabs, connected, threadOf }: Scene) {
  let written = 0;

  function writeDraft({ tab, device, person }: SampleTab, thread: SampleThread): string {
    written += 1;
    const id = `message-${written}`;
    tabs.wait();
    tabs.record({ kind: "written", tab, device, person, thread: thread.id, id });
    return id;
  }

  function call({ tab }: SampleTab, thread: SampleThread, ids: string[]): void {
    tabs.wait();
    tabs.record({ kind: "called", tab, thread: thread.id, ids });
  }

  function answer({ tab }: SampleTab, thread: SampleThread, { id, seq }: StoredMessage): void {
    tabs.wait(chance.below(5));
    tabs.record({ kind: "acknowledged", tab, thread: thread.id, id, seq });
  }

  /** The answer may come before the push or after it, or get lost, so that the tab asks again. */
  function store(tab: SampleTab, thread: SampleThread, ids: string[]): void {
    const isAnsweredFirst = chance.below(2) === 0;
    const isLost = chance.below(8) === 0;
    for (const id of ids) {
      const message = server.store(thread, tab.person, id);
      if (isAnsweredFirst && !isLost) answer(tab, thread, message);
      tabs.push(thread, message);
      if (!isAnsweredFirst && !isLost) answer(tab, thread, message);
    }
    if (!isLost) return;
    call(tab, thread, ids);
    for (const message of thread.messages.slice(-ids.length)) answer(tab, thread, message);
  }

  return {
    write(): void {
      const tab = chance.pick(connected());
      const thread = tab && threadOf(tab);
      if (!tab || !thread) return;
      const ids = Array.from({ length: 1 + chance.below(3) }, () => writeDraft(tab, thread));
      call(tab, thread, ids);
      if (chance.below(6) === 0) {
        for (const id of ids)
          tabs.record({ kind: "refused", tab: tab.tab, thread: thread.id, id, code: "unavailable" });
        call(tab, thread, ids);
      }
      // Somebody else may be quicker.
      const other = chance.pick(tabs.listeners(thread).filter(({ person }) => person !== tab.person));
      if (other && chance.below(3) === 0) {
        const quick = [writeDraft(other, thread)];
        call(other, thread, quick);
        store(other, thread, quick);
      }
      store(tab, thread, ids);
    },
    /** A draft that was refused for good comes in after the next one, because its writer sends it again. */
    writeAgain(): void {
      const tab = chance.pick(connected());
      const thread = tab && threadOf(tab);
      if (!tab || !thread) return;
      const id = writeDraft(tab, thread);
      call(tab, thread, [id]);
      tabs.record({ kind: "refused", tab: tab.tab, thread: thread.id, id, code: "not-a-participant" });
      const next = writeDraft(tab, thread);
      call(tab, thread, [next]);
      store(tab, thread, [next]);
      call(tab, thread, [id]);
      store(tab, thread, [id]);
    },
    edit(): void {
      const thread = chance.pick(threads);
      const written = thread?.messages.filter(({ event }) => event === null).slice(-PEOPLE.length);
      const message = chance.pick(written ?? []);
      if (!thread || !message) return;
      if (!message.isDeleted) server.edit(thread, message);
      tabs.push(thread, message, "message:changed");
    },
    deleteOne(): void {
      const thread = chance.pick(threads);
      const said = thread?.messages.filter(({ event, isDeleted }) => event === null && !isDeleted);
      const message = chance.pick(said ?? []);
      if (!thread || !message) return;
      server.delete(thread, message);
      tabs.push(thread, message, "message:changed");
    },
  };
}
