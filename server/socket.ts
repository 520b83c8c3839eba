import type { z } from "zod";
import { answer } from "@/lib/answer";
import { membershipsOf } from "@/lib/participants";
import { displayThread } from "@/lib/read-positions";
import { requireLiveSession } from "@/lib/sessions";
import { joinThread, sync } from "@/lib/sync";
import { sessionRoom, threadRoom, userRoom } from "@/lib/wire/events";
import type { Outcome } from "@/lib/wire/outcome";
import { DisplayedThread, JoinThread, Sync, type Synced, type ThreadChanges } from "@/lib/wire/sync";
import type { LiveSocket } from "./live";
import type { Rooms } from "./rooms";
import { createTurns } from "./turns";

/** A tab asks one thing at a time and hardly ever has more than a few questions open. */
const WAITING = 50;

/** Everything that a tab may send over its socket. */
export function serveSocket(socket: LiveSocket, rooms: Rooms): void {
  const { viewer } = socket.data;
  const takeTurn = createTurns();
  let waiting = 0;

  socket.join([sessionRoom(viewer.sessionId), userRoom(viewer.id)]);
  // Asked after joining the session's room: a session that ends is either seen here or cuts this socket.
  const admission = requireLiveSession(viewer);
  admission.catch(() => socket.disconnect(true));

  socket.on(
    "sync",
    respond(Sync, async (known) => {
      await requireLiveSession(viewer);
      await rooms.enter(socket, await membershipsOf(viewer));
      return asOfNow(await sync(viewer, known));
    }),
  );
  socket.on(
    "thread:join",
    respond(JoinThread, async (join) => {
      await rooms.enter(socket, await membershipsOf(viewer, join.threadId));
      return changesAsOfNow(join.threadId, await joinThread(viewer, join));
    }),
  );
  socket.on(
    "thread:displayed",
    respond(DisplayedThread, (displayed) => displayThread(viewer, displayed)),
  );

  /**
   * A tab can send anything, with or without asking for a reply; a use case sees parsed input only. One tab is served
   * one question at a time, and none any more once it is gone.
   */
  function respond<Input, Value>(schema: z.ZodType<Input>, handle: (input: Input) => Promise<Value>) {
    return async (input: Input, reply: (outcome: Outcome<Value>) => void) => {
      const askedAt = performance.now();
      waiting += 1;
      if (waiting > WAITING) socket.disconnect(true);
      const outcome = await takeTurn("socket", async () => {
        waiting -= 1;
        if (!socket.connected) return null;
        return answer(schema, input, (parsed) => admission.then(() => handle(parsed)), askedAt);
      });
      if (outcome && typeof reply === "function") reply(outcome);
      if (outcome?.ok === false && outcome.code === "signed-out") socket.disconnect(true);
    };
  }

  /** While it was read the person may have been removed, and told so: an older answer must not take that back. */
  function asOfNow({ list, threads }: Synced): Synced {
    const changes = Object.entries(threads).map(([id, changes]) => [id, changesAsOfNow(id, changes)] as const);
    return {
      list: { ...list, threads: list.threads.filter(({ id }) => isInside(id)) },
      threads: Object.fromEntries(changes),
    };
  }

  function changesAsOfNow(threadId: string, changes: ThreadChanges): ThreadChanges {
    return isInside(threadId) ? changes : { kind: "gone" };
  }

  function isInside(threadId: string): boolean {
    return socket.rooms.has(threadRoom(threadId));
  }
}
