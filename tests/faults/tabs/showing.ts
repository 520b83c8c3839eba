import { LIST_KEY } from "@/components/connection/deliveries";
import type { Tab } from "@/components/connection/tab";
import type { ListedThreads } from "@/components/threads/listed-threads";
import type { Timeline } from "@/components/timeline/timeline";
import type { Message } from "@/lib/wire/messages";
import type { Recorder } from "../recorder";

/** Writes down what a tab shows, each time that it changes; the answer ends it. */
export function watchTab(tab: Tab, name: string, recorder: Recorder): () => void {
  const shown = new Map<string, Pick<Timeline, "messages" | "newest">>();
  const gaps = new Set<string>();
  let listed = new Map<string, unknown>();

  function watchTimeline({ thread: { id: thread }, messages, newest, early, rev, isGone }: Timeline): void {
    const before = shown.get(thread) ?? { messages: [], newest: 0 };
    shown.set(thread, { messages, newest });
    const change = spliceOf(before.messages, messages);
    if (change.removed > 0 || change.added.length > 0 || newest !== before.newest)
      recorder.record({ kind: "shown", tab: name, thread, ...change, newest });

    const isBehind = !isGone && early.some((event) => event.rev > rev + 1);
    if (isBehind && !gaps.has(thread)) recorder.record({ kind: "gap", tab: name, thread });
    // What a removed person missed, nobody fills in.
    if (!isBehind && !isGone && gaps.has(thread)) recorder.record({ kind: "repaired", tab: name, thread });
    if (isBehind) gaps.add(thread);
    else gaps.delete(thread);
  }

  function watchList({ threads }: ListedThreads): void {
    for (const line of threads) {
      const { id: thread, lastReadSeq, readVersion, unread } = line;
      if (listed.get(thread) !== line)
        recorder.record({ kind: "listed", tab: name, thread, lastReadSeq, readVersion, unread });
    }
    listed = new Map(threads.map((line) => [line.id, line]));
  }

  const cache = tab.client.getQueryCache();
  const list = tab.client.getQueryData<ListedThreads>(LIST_KEY);
  if (list) watchList(list);
  return cache.subscribe(({ type, query }) => {
    if (type !== "updated" || query.state.data === undefined) return;
    if (query.queryKey[0] === "timeline") watchTimeline(query.state.data);
    else if (query.queryKey[0] === LIST_KEY[0]) watchList(query.state.data);
  });
}

/** What changed between two runs of messages, as one replacement. How people are called in them has no part in that. */
function spliceOf(before: Message[], after: Message[]) {
  let place = 0;
  while (place < before.length && place < after.length && isSame(before[place], after[place])) place += 1;
  let kept = 0;
  const most = Math.min(before.length, after.length) - place;
  while (kept < most && isSame(before.at(-1 - kept), after.at(-1 - kept))) kept += 1;

  const removed = before.length - place - kept;
  const added = after.slice(place, after.length - kept).map(({ seq, id, rev }) => ({ seq, id, rev }));
  return { place, removed, added };
}

function isSame(one: Message | undefined, other: Message | undefined): boolean {
  return one === other || (one?.id === other?.id && one?.seq === other?.seq && one?.rev === other?.rev);
}
