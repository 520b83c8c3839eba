import type { z } from "zod";
import { answer } from "@/lib/answer";
import { membershipsOf } from "@/lib/participants";
import { displayThread } from "@/lib/read-positions";
import { requireLiveSession } from "@/lib/sessions";
import { joinThread, sync } from "@/lib/sync";
import { sessionRoom, userRoom } from "@/lib/wire/events";
import type { Outcome } from "@/lib/wire/outcome";
import { DisplayedThread, JoinThread, Sync } from "@/lib/wire/sync";
import type { LiveSocket } from "./live";
import type { Rooms } from "./rooms";

/** Everything that a tab may send over its socket. */
export function serveSocket(socket: LiveSocket, rooms: Rooms): void {
  const { viewer } = socket.data;
  socket.join([sessionRoom(viewer.sessionId), userRoom(viewer.id)]);
  // Asked after joining the session's room: a session that ends is either seen here or cuts this socket.
  const admission = requireLiveSession(viewer);
  admission.catch(() => socket.disconnect(true));

  socket.on(
    "sync",
    respond(Sync, async (known) => {
      await requireLiveSession(viewer);
      await rooms.enter(socket, await membershipsOf(viewer));
      return sync(viewer, known);
    }),
  );
  socket.on(
    "thread:join",
    respond(JoinThread, async (join) => {
      await rooms.enter(socket, await membershipsOf(viewer, join.threadId));
      return joinThread(viewer, join);
    }),
  );
  socket.on(
    "thread:displayed",
    respond(DisplayedThread, (displayed) => displayThread(viewer, displayed)),
  );

  /** A tab can send anything, with or without asking for a reply; a use case sees parsed input only. */
  function respond<Input, Value>(schema: z.ZodType<Input>, handle: (input: Input) => Promise<Value>) {
    return async (input: Input, reply: (outcome: Outcome<Value>) => void) => {
      const outcome = await answer(schema, input, (parsed) => admission.then(() => handle(parsed)));
      if (typeof reply === "function") reply(outcome);
    };
  }
}
