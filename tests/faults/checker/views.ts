import type { Happening, Shown } from "../history";
import type { Breaches } from "./breaches";
import type { Evidence, HappeningOf } from "./evidence";

/** What a tab shows of a thread. */
export type View = {
  thread: string;
  messages: Shown[];
  /** The place of what the tab takes for the thread's newest message. */
  newest: number;
  /** When the tab began to show the thread, and when it last learned something new of it; an older page is not new. */
  since: number;
  changedAt: number;
  ids: Set<string>;
  seqs: Set<number>;
  /** The newest state in which the tab has ever shown each place. */
  revs: Map<number, number>;
};

/** A tab as it is at some moment of the replay. */
export type LiveTab = {
  opened: HappeningOf<"opened">;
  connectedSince: number | null;
  views: Map<string, View>;
};

/** `at` is null when the message was there before, and somebody has gone to it. */
type OnFirstShown = (tab: LiveTab, view: View, shown: Shown, at: number | null) => void;

/**
 * I3 and I5: replays what each tab shows, change by change, and looks at what a change touches. `onFirstShown` hears of
 * each message that a tab shows for the first time. The answer is the tabs that are still open at the end.
 */
export function replayViews({ run }: Evidence, breaches: Breaches, onFirstShown: OnFirstShown): LiveTab[] {
  const tabs = new Map<string, LiveTab>();

  for (const happening of run.history) {
    if (happening.kind === "opened") {
      tabs.set(happening.tab, { opened: happening, connectedSince: null, views: new Map() });
    } else if (happening.kind === "closed") tabs.delete(happening.tab);
    else if (happening.kind === "connected" || happening.kind === "disconnected") {
      const tab = tabs.get(happening.tab);
      if (tab) tab.connectedSince = happening.kind === "connected" ? happening.at : null;
    } else if (happening.kind === "shown") {
      const tab = tabs.get(happening.tab);
      if (tab) show(tab, happening, breaches, onFirstShown);
      else
        breaches.add("run", `Tab ${happening.tab} shows something at ${Math.round(happening.at)} ms and is not open.`);
    }
  }
  return [...tabs.values()];
}

function show(tab: LiveTab, happening: HappeningOf<"shown">, breaches: Breaches, onFirstShown: OnFirstShown): void {
  const { at, thread, removed, added } = happening;
  const view = viewOf(tab, thread, at);
  const wasAtEnd = isAtEnd(view);
  const where = () => whereOf(happening);
  const place = Math.min(happening.place, view.messages.length);
  const gone = view.messages.slice(place, place + removed);
  if (gone.length !== removed || place !== happening.place) {
    breaches.add("I5", `${where()}, ${removed} messages at place ${happening.place} are replaced and are not there.`);
  }
  if (!isOlderPage(view, happening)) view.changedAt = at;

  for (const { id, seq } of gone) {
    view.ids.delete(id);
    view.seqs.delete(seq);
  }
  view.messages = splice(view.messages, place, removed, added);
  for (const shown of added) {
    if (view.ids.has(shown.id) || view.seqs.has(shown.seq)) {
      breaches.add("I3", `${where()}, message ${shown.seq} (${shown.id}) is shown twice.`, { doubled: 1 });
    }
    view.ids.add(shown.id);
    view.seqs.add(shown.seq);

    const rev = view.revs.get(shown.seq);
    if (rev === undefined) onFirstShown(tab, view, shown, wasAtEnd ? at : null);
    else if (shown.rev < rev) {
      breaches.add("I5", `${where()}, message ${shown.seq} (${shown.id}) goes back from rev ${rev} to ${shown.rev}.`);
    }
    view.revs.set(shown.seq, Math.max(rev ?? 0, shown.rev));
  }
  checkRun(view.messages, place, place + added.length, where, breaches);
  view.newest = happening.newest;
  const last = view.messages.at(-1)?.seq ?? 0;
  if (last > view.newest)
    breaches.add("I5", `${where()}, message ${last} is shown and ${view.newest} is taken for the newest.`);
}

/** What comes then is told to the tab; otherwise it comes when somebody goes there. */
function isAtEnd({ messages, newest }: View): boolean {
  return (messages.at(-1)?.seq ?? 0) === newest;
}

/** Each message from `from` to `to` comes right after the one before it. */
function checkRun(messages: Shown[], from: number, to: number, where: () => string, breaches: Breaches): void {
  for (let place = Math.max(1, from); place <= to; place += 1) {
    const before = messages[place - 1];
    const message = messages[place];
    if (!before || !message || message.seq === before.seq + 1) continue;
    const harm = message.seq < before.seq ? { reordered: 1 } : {};
    breaches.add("I5", `${where()}, message ${message.seq} (${message.id}) comes after message ${before.seq}.`, harm);
  }
}

function viewOf(tab: LiveTab, thread: string, since: number): View {
  const held = tab.views.get(thread);
  if (held) return held;
  const sets = { ids: new Set<string>(), seqs: new Set<number>(), revs: new Map<number, number>() };
  const view = { thread, messages: [], newest: 0, since, changedAt: since, ...sets };
  tab.views.set(thread, view);
  return view;
}

/** At the end, and one for one in place, it costs what it changes; these are nearly all. Otherwise what is shown. */
function splice(messages: Shown[], place: number, removed: number, added: Shown[]): Shown[] {
  const reachesEnd = place + removed >= messages.length;
  if (!reachesEnd && removed !== added.length) {
    return messages.slice(0, place).concat(added, messages.slice(place + removed));
  }
  if (reachesEnd) messages.length = place;
  for (const [index, shown] of added.entries()) messages[place + index] = shown;
  return messages;
}

function isOlderPage(view: View, { place, removed }: HappeningOf<"shown">): boolean {
  return place === 0 && removed === 0 && view.messages.length > 0;
}

function whereOf({ tab, thread, at }: Extract<Happening, { tab: string; thread: string }>): string {
  return `Tab ${tab}, thread ${thread}, at ${Math.round(at)} ms`;
}
