import type { QueryClient } from "@tanstack/react-query";
import type { ListedThreads } from "@/components/threads/listed-threads";
import type { Outcome } from "@/lib/wire/outcome";
import type { DisplayedThread, ReadPosition, ReceivedThread } from "@/lib/wire/read-positions";
import type { ThreadSummary } from "@/lib/wire/threads";
import { type Deliveries, LIST_KEY } from "./deliveries";
import { createTelling } from "./telling";

/** A question to the server; null when there is no connection or no answer. */
type Questions = {
  displayed: (displayed: DisplayedThread) => Promise<Outcome<ReadPosition> | null>;
  received: (received: ReceivedThread) => Promise<Outcome<null> | null>;
};

/**
 * Where the person is in their threads: what this tab displays and has received is told to the server, and what the
 * server says moves the list.
 *
 * After "Mark as unread", here or on another device, a thread that is open keeps still: however it is scrolled, nothing
 * in it counts as read until the person leaves it and comes back, or writes in it. Otherwise the mark would be gone in
 * the moment in which it was made, or with the next message that comes.
 */
export function createPositions(client: QueryClient, viewerId: string, deliveries: Deliveries, questions: Questions) {
  /** The threads on screen, each with the version of the position from which on what is displayed counts. */
  const open = new Map<string, { summary: ThreadSummary; version: number }>();
  /** Up to where the server knows this tab to have each thread. */
  const received = new Map<string, number>();
  const displaying = createTelling<{ seq: number; version: number }, ReadPosition>(
    (threadId, displayed) => questions.displayed({ threadId, ...displayed }),
    (position) => hear([position]),
  );
  const receiving = createTelling<number, null>((threadId, seq) => questions.received({ threadId, seq }));

  const lineOf = (threadId: string) =>
    deliveries.listed().find(({ id }) => id === threadId) ?? open.get(threadId)?.summary;

  function hear(positions: ReadPosition[]): void {
    for (const { threadId, seq, version } of positions) {
      const opened = open.get(threadId);
      // It may be too far down the list to have a line there.
      if (opened) opened.summary = { ...opened.summary, lastReadSeq: seq, readVersion: version };
    }
    deliveries.readPositions(positions);
  }

  const isStill = (threadId: string, version: number) => version > (open.get(threadId)?.version ?? version);

  /** Displaying the end leaves nothing unread: the list need not wait for the server to say so. */
  function showRead(line: ThreadSummary, seq: number): void {
    const { id: threadId, readVersion: version, rev } = line;
    if (seq >= line.lastSeq) deliveries.readPositions([{ threadId, seq, version, unread: 0, mentions: 0, rev }]);
  }

  /** Tells of what has come in the direct threads: only there does anybody see it. */
  function tellReceived({ threads }: ListedThreads): void {
    for (const { id, kind, lastMessage, lastSeq, lastReadSeq } of threads) {
      const isNew = lastSeq > Math.max(lastReadSeq, received.get(id) ?? 0);
      if (kind !== "direct" || !lastMessage || lastMessage.author.id === viewerId || !isNew) continue;
      received.set(id, lastSeq);
      void receiving.say(id, lastSeq);
    }
  }

  return {
    hear,
    async displayed(threadId: string, seq: number): Promise<void> {
      const line = lineOf(threadId);
      const version = line?.readVersion ?? 0;
      if (isStill(threadId, version)) return;
      const told = displaying.unsaid(threadId);
      if (told && told.version === version && told.seq >= seq) return;
      if (line) showRead(line, seq);
      await displaying.say(threadId, { seq, version });
    },
    /** The thread is on screen from now on, until the answer is called. */
    open(summary: ThreadSummary): () => void {
      const { id } = summary;
      open.set(id, { summary, version: Math.max(summary.readVersion, lineOf(id)?.readVersion ?? 0) });
      return () => open.delete(id);
    },
    /** How often the position was set anew, as far as this tab has heard. */
    versionOf: (threadId: string) => lineOf(threadId)?.readVersion ?? 0,
    /** The person goes on in a thread: what is displayed counts again. */
    resume(threadId: string): void {
      const opened = open.get(threadId);
      if (opened) opened.version = lineOf(threadId)?.readVersion ?? 0;
    },
    openThreadId: () => [...open.keys()].at(-1),
    /** After the connection was lost, what was not confirmed is told again. */
    repeat(): void {
      displaying.repeat();
      receiving.repeat();
    },
    start(): () => void {
      const list = client.getQueryData<ListedThreads>(LIST_KEY);
      if (list) tellReceived(list);
      const unsubscribe = client.getQueryCache().subscribe(({ type, query }) => {
        if (type === "updated" && query.queryKey[0] === LIST_KEY[0] && query.state.data) tellReceived(query.state.data);
      });
      return () => {
        unsubscribe();
        displaying.stop();
        receiving.stop();
      };
    },
  };
}
