import type { z } from "zod";
import { answer } from "@/lib/answer";
import { estrangedFrom } from "@/lib/blocks";
import { requireWithin } from "@/lib/limiter";
import { LIMITS, type SocketLimit } from "@/lib/limits";
import { metrics } from "@/lib/metrics";
import { membershipsOf } from "@/lib/participants";
import { preferencesOf } from "@/lib/preferences";
import { acquaintancesOf } from "@/lib/presence";
import { announce } from "@/lib/realtime";
import { requireLiveSession } from "@/lib/sessions";
import { joinThread, sync } from "@/lib/sync";
import { presenceRoom, sessionRoom, threadRoom, userRoom } from "@/lib/wire/events";
import type { Outcome } from "@/lib/wire/outcome";
import { type Presence, SayPresence, WatchPresence } from "@/lib/wire/presence";
import { DisplayedThread, type ReadPosition, ReceivedThread } from "@/lib/wire/read-positions";
import { JoinThread, Sync, type Synced, type ThreadChanges } from "@/lib/wire/sync";
import type { ThreadSummary } from "@/lib/wire/threads";
import { SayTyping } from "@/lib/wire/typing";
import { noteGapFills } from "./events";
import { noteEvictions } from "./evictions";
import type { LiveSocket } from "./live";
import { createPace } from "./pace";
import type { PresenceBook } from "./presence";
import type { ProgressWrites } from "./progress";
import type { Rooms } from "./rooms";
import { createTurns } from "./turns";
import { createTypingGate } from "./typing";
import { unwatch } from "./watching";

/** A tab hardly ever has more than a few questions open. */
const WAITING = 50;

/** What the sockets of a process share. */
export type Door = { rooms: Rooms; progress: ProgressWrites; presence: PresenceBook };

/** Everything that a tab may send over its socket. */
export function serveSocket(socket: LiveSocket, { rooms, progress, presence }: Door): void {
  const { viewer } = socket.data;
  const takeTurn = createTurns();
  const passesTyping = createTypingGate();
  const passesPresence = createPace(LIMITS.presence);
  let waiting = 0;
  let hasSynced = false;
  // Until it is known what they want, nothing is told.
  socket.data.preferences = { receiptsOn: false, typingOn: false, presenceOn: false };
  socket.data.estranged = new Set();

  socket.join([sessionRoom(viewer.sessionId), userRoom(viewer.id)]);
  // Asked after joining the session's room: a session that ends is either seen here or cuts this socket.
  const admission = requireLiveSession(viewer).then(readWishes);
  admission.catch(() => {
    noteEvictions("signed-out", 1);
    socket.disconnect(true);
  });

  socket.on(
    "sync",
    respond("sync", Sync, async (known) => {
      await requireLiveSession(viewer);
      await readWishes();
      await rooms.enter(socket, await membershipsOf(viewer));
      const synced = asOfNow(await sync(viewer, known), known.openThreadId);
      noteSync(known, synced);
      return synced;
    }),
  );
  socket.on(
    "thread:join",
    respond("join", JoinThread, async (join) => {
      await rooms.enter(socket, await membershipsOf(viewer, join.threadId));
      const changes = changesAsOfNow(join.threadId, await joinThread(viewer, join));
      noteGapFills("join", Number(isMore(changes)));
      return changes;
    }),
  );
  socket.on("thread:displayed", respond("displayed", DisplayedThread, displayThread, atOnce));
  socket.on(
    "thread:received",
    respond(
      "received",
      ReceivedThread,
      ({ threadId, seq }) => progress.note(viewer, threadId, { displayed: null, received: seq }).then(() => null),
      atOnce,
    ),
  );
  socket.on("typing", respond(null, SayTyping, sayTyping));
  socket.on("presence", respond(null, SayPresence, sayPresence));
  socket.on("presence:watch", respond("watch", WatchPresence, watchPresence));
  socket.onAny((event: string) => void (socket.eventNames().includes(event) || hearNonsense()));
  socket.on("disconnect", () => {
    presence.bye(viewer.id, socket.id);
    void progress.flush(viewer.id);
  });

  function noteSync({ gaps = 0, oldestDraftSeconds = 0 }: Sync, { threads }: Synced): void {
    noteGapFills(hasSynced ? "sync" : "reconnect", Object.values(threads).filter(isMore).length);
    metrics().tabGaps.inc(gaps);
    socket.data.oldestDraftSeconds = oldestDraftSeconds;
    hasSynced = true;
  }

  async function readWishes(): Promise<void> {
    const { preferences, estranged } = socket.data;
    const [read, others] = await Promise.all([preferencesOf(viewer), estrangedFrom(viewer)]);
    // What was announced meanwhile is newer than what was read.
    if (socket.data.preferences === preferences) socket.data.preferences = read;
    if (socket.data.estranged === estranged) socket.data.estranged = new Set(others);
  }

  async function sayPresence({ state }: SayPresence): Promise<null> {
    if (socket.data.preferences.presenceOn && passesPresence()) presence.hear(viewer.id, socket.id, state);
    return null;
  }

  /** In place of those whom the tab watched before. */
  async function watchPresence(watch: WatchPresence): Promise<Presence[]> {
    const found = await acquaintancesOf(viewer, watch);
    // Who was blocked while they were looked up.
    const people = found.filter(({ id }) => !socket.data.estranged.has(id));
    unwatch(socket);
    await socket.join(people.map(({ id }) => presenceRoom(id)));
    return people.map(presence.presenceOf);
  }

  /** Whether anybody hears it is for the rooms to say; a person who is in none of the thread's says nothing. */
  async function sayTyping(said: SayTyping): Promise<null> {
    const { threadId } = said;
    if (!socket.data.preferences.typingOn || !isInside(threadId) || !passesTyping(said)) return null;
    const person = { id: viewer.id, name: socket.data.viewer.name };
    announce({ type: "typing", membershipVersion: rooms.versionOf(threadId), typing: { ...said, person } });
    return null;
  }

  async function displayThread({ threadId, seq, version }: DisplayedThread): Promise<ReadPosition> {
    const position = await progress.note(viewer, threadId, { displayed: { seq, version }, received: 0 });
    if (!position) throw new Error("What was displayed was not written.");
    return position;
  }

  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    return takeTurn("socket", work);
  }

  /** What waits to be written together must not hold up what the tab asks next. */
  function atOnce<Value>(work: () => Promise<Value>): Promise<Value> {
    return work();
  }

  /**
   * A tab can send anything, with or without asking for a reply; a use case sees parsed input only. One tab is served
   * one question at a time, unless it is of the kind `atOnce`, and none any more once it is gone. What has no `limit` keeps
   * to a pace of its own.
   */
  function respond<Input, Value>(
    limit: SocketLimit | null,
    schema: z.ZodType<Input>,
    handle: (input: Input) => Promise<Value>,
    begin: typeof inTurn = inTurn,
  ) {
    return async (input: Input, reply: (outcome: Outcome<Value>) => void) => {
      const askedAt = performance.now();
      waiting += 1;
      if (waiting > WAITING) {
        noteEvictions("flooding", Number(socket.connected));
        socket.disconnect(true);
      }
      const outcome = await begin(async () => {
        if (!socket.connected) return null;
        return answer(schema, input, (parsed) => within(limit, () => handle(parsed)), askedAt);
      });
      waiting -= 1;
      if (outcome && typeof reply === "function") reply(outcome);
      if (outcome?.ok === false && outcome.code === "signed-out") socket.disconnect(true);
      if (outcome?.ok === false && outcome.code === "invalid-input") await hearNonsense();
    };
  }

  async function within<Value>(limit: SocketLimit | null, work: () => Promise<Value>): Promise<Value> {
    if (limit) await requireWithin(limit, socket.id);
    await admission;
    return work();
  }

  /** A tab of ours asks nothing of the kind, and one of another version only now and then. */
  async function hearNonsense(): Promise<void> {
    await requireWithin("bad-frame", socket.id).catch(() => {
      noteEvictions("flooding", Number(socket.connected));
      socket.disconnect(true);
    });
  }

  /** While it was read the person may have been removed, and told so: an older answer must not take that back. */
  function asOfNow({ list, threads, receipts, people, theme }: Synced, openThreadId: string | undefined): Synced {
    const insideOf = (lines: ThreadSummary[]) => lines.filter(({ id }) => isInside(id));
    const changes = Object.entries(threads).map(([id, changes]) => [id, changesAsOfNow(id, changes)] as const);
    return {
      list: { ...list, threads: insideOf(list.threads), pinned: insideOf(list.pinned ?? []) },
      threads: Object.fromEntries(changes),
      receipts: openThreadId && isInside(openThreadId) ? receipts : [],
      people: openThreadId && !isInside(openThreadId) ? [] : people,
      theme,
    };
  }

  function changesAsOfNow(threadId: string, changes: ThreadChanges): ThreadChanges {
    return isInside(threadId) ? changes : { kind: "gone" };
  }

  function isInside(threadId: string): boolean {
    return socket.rooms.has(threadRoom(threadId));
  }
}

/** Whether something had happened in the thread that the tab did not know of. */
function isMore(changes: ThreadChanges): boolean {
  return changes.kind === "tooLong" || (changes.kind === "changes" && changes.messages.length > 0);
}
