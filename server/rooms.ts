import type { Announcement } from "@/lib/realtime";
import { sessionRoom, threadRoom, userRoom } from "@/lib/wire/events";
import { asReadFrom } from "@/lib/wire/excerpts";
import type { Message } from "@/lib/wire/messages";
import { noteEvictions } from "./evictions";
import type { LiveServer, LiveSocket } from "./live";
import { createMembers } from "./members";
import { createOwners } from "./owners";
import { createTurns } from "./turns";
import { createUnheard } from "./unheard";
import { createWatermarks } from "./watermarks";

/** Where something can be emitted to: the tabs of a room, or one. */
type Tabs = Pick<ReturnType<LiveServer["to"]>, "emit" | "except">;

/** What concerns rooms as such; what only passes through them is in `passing.ts`. */
export type RoomAnnouncement = Exclude<Announcement, { type: "thread:receipts" | "typing" | "presence" }>;

type ThreadChange = { threadId: string; membershipVersion: number; rev: number };

export type Rooms = ReturnType<typeof createRooms>;

/** What is delivered in this node's rooms; who is in them is `members.ts`. */
export function createRooms(io: LiveServer) {
  const watermarks = createWatermarks();
  const takeTurn = createTurns();
  const members = createMembers(io, takeTurn);
  const { socketsIn } = members;
  const owners = createOwners(io, { takeTurn, socketsIn });
  const unheard = createUnheard();
  io.sockets.adapter.on("create-room", (room: string) => unheard.open(room.replace(/^thread:/, "")));
  io.sockets.adapter.on("delete-room", (room: string) => {
    watermarks.forget(room.replace(/^thread:/, ""));
    unheard.close(room.replace(/^thread:/, ""));
  });

  function deliver(announcement: RoomAnnouncement): Promise<void> {
    switch (announcement.type) {
      case "message:created":
        return deliverMessage(announcement, (tabs, message) => tabs.emit("message:created", message));
      case "message:changed": {
        const { mentionedBefore } = announcement;
        return deliverMessage(announcement, (tabs, message) =>
          tabs.emit("message:changed", { message, mentionedBefore }),
        );
      }
      case "thread:changed": {
        const { rev, thread } = announcement;
        return deliverToThread(announcement, (room) => room.emit("thread:changed", { rev, thread }));
      }
      case "thread:head":
        return tellHead(announcement).then(() => unheard.hearUpTo(announcement.threadId, announcement.rev));
      case "thread:read":
        io.local.to(userRoom(announcement.userId)).emit("thread:read", announcement.positions);
        return Promise.resolve();
      case "thread:attention":
        io.local.to(userRoom(announcement.userId)).emit("thread:attention", announcement.attention);
        return Promise.resolve();
      case "theme:changed":
        io.local.to(userRoom(announcement.userId)).emit("theme:changed", announcement.theme);
        return Promise.resolve();
      case "preferences:changed":
        return owners.applyPreferences(announcement);
      case "person:changed":
        return owners.tellOfPerson(announcement.person);
      case "blocks:changed":
        return owners.applyBlock(announcement);
      case "session:ended":
        endSession(announcement.sessionId);
        return Promise.resolve();
    }
  }

  /**
   * Delivers a message to each as far as they may read it: who came after the message that it quotes gets it without
   * the quote, and who came after the message itself hears only that the thread has changed.
   */
  function deliverMessage(
    { threadId, membershipVersion, message }: Omit<ThreadChange, "rev"> & { message: Message },
    emit: (tabs: Tabs, message: Message) => void,
  ): Promise<void> {
    const { rev } = message;
    const shownFrom = Math.min(message.seq, message.quote?.seq ?? message.seq);
    return deliverToThread({ threadId, membershipVersion, rev }, (room) => {
      const latecomers = members.latecomers(threadId, shownFrom);
      emit(room.except(latecomers.map(({ id }) => userRoom(id))), message);
      for (const { id, readableFrom } of latecomers) {
        for (const socket of socketsIn(userRoom(id)).filter(({ rooms }) => rooms.has(threadRoom(threadId)))) {
          if (readableFrom > message.seq) socket.emit("thread:head", { threadId, rev });
          else emit(socket, asReadFrom(message, readableFrom));
        }
      }
    });
  }

  async function deliverToThread(
    { threadId, membershipVersion, rev }: ThreadChange,
    emit: (room: Tabs) => void,
  ): Promise<void> {
    await takeTurn(threadId, async () => {
      await members.know(threadId, membershipVersion);
      const room = io.local.to(threadRoom(threadId));
      // From before a change of membership that is known here: who came in since may not read it without being asked.
      if (membershipVersion < members.versionOf(threadId)) room.emit("thread:head", { threadId, rev });
      else emit(room);
      if (isOpenHere(threadId)) watermarks.note(threadId, rev);
      unheard.hear(threadId, rev);
    });
  }

  /** Tells those in a thread something that does not change it and is not kept, as far as they want to be told. */
  async function tell(
    { threadId, membershipVersion }: { threadId: string; membershipVersion: number },
    isTold: (owner: LiveSocket["data"]) => boolean,
    emit: (room: ReturnType<LiveServer["to"]>) => void,
  ): Promise<void> {
    if (!isOpenHere(threadId)) return;
    await takeTurn(threadId, async () => {
      await members.know(threadId, membershipVersion);
      const untold = socketsIn(threadRoom(threadId)).filter(({ data }) => !isTold(data));
      emit(io.local.to(threadRoom(threadId)).except(untold.map(({ id }) => id)));
    });
  }

  /**
   * Tells the tabs of a thread that it has changed up to `rev`, unless they were told of each change already. Where they
   * were not, nobody may have told this node of changes that are newer than `since`, by `performance.now()`.
   */
  function tellHead({ threadId, membershipVersion, rev }: ThreadChange, since?: number): Promise<void> {
    return takeTurn(threadId, async () => {
      await members.know(threadId, membershipVersion);
      if (!isOpenHere(threadId) || !watermarks.isBehind(threadId, rev)) return;
      if (since !== undefined) unheard.doubt(threadId, watermarks.missing(threadId, rev), since);
      io.local.to(threadRoom(threadId)).emit("thread:head", { threadId, rev });
      watermarks.raise(threadId, rev);
    });
  }

  const isOpenHere = (threadId: string) => io.sockets.adapter.rooms.has(threadRoom(threadId));

  /** Answers how many sockets lived on it. */
  function endSession(sessionId: string): number {
    const count = socketsIn(sessionRoom(sessionId)).length;
    const room = io.local.in(sessionRoom(sessionId));
    room.emit("session:ended");
    room.disconnectSockets(true);
    noteEvictions("session-ended", count);
    return count;
  }

  const { enter, versionOf } = members;
  const { tellBlock } = owners;
  return { enter, versionOf, deliver, tell, tellHead, tellBlock, endSession, unheard };
}
