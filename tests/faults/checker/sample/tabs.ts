import type { ServerToClientEvents } from "@/lib/wire/events";
import type { Happening, History, Shown, StoredMessage, Way } from "../../history";
import type { Chance } from "./chance";
import { lineOf, readableFrom, type SampleThread } from "./server";

/** Messages that a page of an invented run holds. */
const PAGE = 8;

export type SampleTab = {
  tab: string;
  device: string;
  person: string;
  session: string;
  isConnected: boolean;
  isSignedOut: boolean;
  views: Map<string, { from: number; shown: Shown[]; newest: number }>;
  lines: Map<string, string>;
};

type WithoutTime<One> = One extends Happening ? Omit<One, "at"> : never;

/** Records what tabs get that are told everything at once, as long as they are connected. */
export function createRecording(chance: Chance, threads: SampleThread[]) {
  const history: History = [];
  const open = new Set<SampleTab>();
  let now = 0;
  let opened = 0;

  function record(happening: WithoutTime<Happening>): void {
    history.push({ at: now, ...happening } as Happening);
  }

  /** Lets some time pass. */
  function wait(milliseconds = 1 + chance.below(20)): number {
    now += milliseconds;
    return now;
  }

  const hear = ({ tab }: SampleTab, event: keyof ServerToClientEvents) => record({ kind: "heard", tab, event });

  function receive({ tab }: SampleTab, { id: thread }: SampleThread, messages: Shown[], by: Way): void {
    for (const { seq, id } of messages) record({ kind: "received", tab, thread, seq, id, by });
  }

  /** Some of what is said replies to something that its reader may read, too. */
  function quote({ tab, person }: SampleTab, thread: SampleThread, { seq }: StoredMessage): void {
    const from = readableFrom(thread, person) ?? seq;
    if (seq > from && chance.below(3) === 0)
      record({ kind: "quoted", tab, thread: thread.id, seq: from + chance.below(seq - from), by: "push" });
  }

  function show(tab: SampleTab, { id: thread }: SampleThread, place: number, removed: number, messages: Shown[]): void {
    const added = messages.map(({ seq, id, rev }) => ({ seq, id, rev }));
    const view = tab.views.get(thread);
    if (!view || (removed === 0 && added.length === 0)) return;
    view.shown.splice(place, removed, ...added);
    view.newest = Math.max(view.newest, view.shown.at(-1)?.seq ?? 0);
    record({ kind: "shown", tab: tab.tab, thread, place, removed, added, newest: view.newest });
  }

  /** There is a newer message than what the tab shows, and it is not next. */
  function learn(tab: SampleTab, { id: thread }: SampleThread, newest: number): void {
    const view = tab.views.get(thread);
    if (!view || newest <= view.newest) return;
    view.newest = newest;
    record({ kind: "shown", tab: tab.tab, thread, place: view.shown.length, removed: 0, added: [], newest });
  }

  function list(tab: SampleTab, thread: SampleThread): void {
    if (!thread.members.has(tab.person)) return;
    const line = lineOf(thread, tab.person);
    if (tab.lines.get(thread.id) === JSON.stringify(line)) return;
    tab.lines.set(thread.id, JSON.stringify(line));
    record({ kind: "listed", tab: tab.tab, thread: thread.id, ...line });
  }

  /** The newest page in place of whatever the tab showed of the thread. */
  function openView(tab: SampleTab, thread: SampleThread): void {
    const from = readableFrom(thread, tab.person);
    if (from === undefined) return;
    const page = thread.messages.slice(Math.max(from - 1, thread.messages.length - PAGE));
    const { shown, newest } = tab.views.get(thread.id) ?? { shown: [], newest: 0 };
    tab.views.set(thread.id, { from, shown, newest });
    receive(tab, thread, page, "page");
    show(tab, thread, 0, shown.length, page);
  }

  /** Somebody goes to an older message, and the tab shows a few around it. */
  function turnBack(tab: SampleTab, thread: SampleThread): void {
    const view = tab.views.get(thread.id);
    const first = view?.shown[0]?.seq;
    if (!view || first === undefined || view.from !== readableFrom(thread, tab.person)) return;
    const page = thread.messages.slice(Math.max(view.from - 1, first - 1 - PAGE), first + 1);
    receive(tab, thread, page, "page");
    show(tab, thread, 0, view.shown.length, page);
  }

  function showOlder(tab: SampleTab, thread: SampleThread): void {
    const view = tab.views.get(thread.id);
    const first = view?.shown[0]?.seq;
    if (!view || first === undefined || view.from !== readableFrom(thread, tab.person)) return;
    const page = thread.messages.slice(Math.max(view.from - 1, first - 1 - PAGE), first - 1);
    receive(tab, thread, page, "page");
    show(tab, thread, 0, 0, page);
  }

  /** A new message at the end, or the newer state of one that is shown. */
  function take(tab: SampleTab, thread: SampleThread, message: StoredMessage): void {
    const shown = tab.views.get(thread.id)?.shown;
    if (!shown) return;
    const place = message.seq - (shown[0]?.seq ?? message.seq);
    if (place >= 0 && place <= shown.length) show(tab, thread, place, place < shown.length ? 1 : 0, [message]);
    else learn(tab, thread, message.seq);
  }

  function catchUp(tab: SampleTab, thread: SampleThread): void {
    const view = tab.views.get(thread.id);
    const from = readableFrom(thread, tab.person);
    if (view && from !== undefined && view.from !== from) openView(tab, thread);
    else if (view && from !== undefined) {
      const first = view.shown[0]?.seq ?? from;
      const isHeld = ({ seq }: Shown) => seq >= first && seq < first + view.shown.length;
      const isMissed = ({ seq, rev }: Shown) => rev !== view.shown[seq - first]?.rev;
      const missed = thread.messages.filter((one) => (isHeld(one) ? isMissed(one) : one.seq > view.newest));
      if (missed.length > 0) {
        record({ kind: "gap", tab: tab.tab, thread: thread.id });
        wait();
        receive(tab, thread, missed, "catch-up");
        for (const message of missed) take(tab, thread, message);
        record({ kind: "repaired", tab: tab.tab, thread: thread.id });
      }
    }
    list(tab, thread);
  }

  function connect(tab: SampleTab): void {
    tab.isConnected = true;
    record({ kind: "connected", tab: tab.tab });
    for (const thread of threads) catchUp(tab, thread);
  }

  function disconnect(tab: SampleTab): void {
    if (tab.isConnected) record({ kind: "disconnected", tab: tab.tab });
    tab.isConnected = false;
  }

  function listeners(thread: SampleThread): SampleTab[] {
    return [...open].filter(({ isConnected, person }) => isConnected && thread.members.has(person));
  }

  return {
    now: () => now,
    ...{
      history,
      open,
      record,
      wait,
      hear,
      list,
      openView,
      catchUp,
      showOlder,
      turnBack,
      connect,
      disconnect,
      listeners,
    },
    openTab(person: string, device: string, session: string): SampleTab {
      opened += 1;
      const state = { isConnected: false, isSignedOut: false, views: new Map(), lines: new Map() };
      const tab: SampleTab = { tab: `tab-${opened}`, device, person, session, ...state };
      open.add(tab);
      record({ kind: "opened", tab: tab.tab, device, person, session });
      for (const thread of threads) {
        if (thread.members.has(person)) receive(tab, thread, thread.messages.slice(-1), "list");
        list(tab, thread);
        if (chance.below(3) > 0) openView(tab, thread);
      }
      connect(tab);
      return tab;
    },
    closeTab(tab: SampleTab): void {
      disconnect(tab);
      open.delete(tab);
      record({ kind: "closed", tab: tab.tab });
    },
    /** Tells everyone who is in a thread of a message or of its newer state; who joined later, only that there is one. */
    push(
      thread: SampleThread,
      message: StoredMessage,
      event: "message:created" | "message:changed" = "message:created",
    ) {
      for (const tab of listeners(thread)) {
        wait(chance.below(2));
        const mayRead = (readableFrom(thread, tab.person) ?? 0) <= message.seq;
        hear(tab, mayRead ? event : "thread:head");
        list(tab, thread);
        if (!mayRead) continue;
        receive(tab, thread, [message], "push");
        quote(tab, thread, message);
        take(tab, thread, message);
      }
    },
  };
}
