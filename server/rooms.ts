import { logFault } from "@/lib/log";
import { membershipOf } from "@/lib/participants";
import type { Announcement } from "@/lib/realtime";
import { summaryOf } from "@/lib/threads";
import { sessionRoom, threadRoom, userRoom } from "@/lib/wire/events";
import type { LiveServer, LiveSocket } from "./live";
import { createTurns } from "./turns";
import { createWatermarks } from "./watermarks";

/** Forgetting the version of a thread is always safe: its next event looks its participants up again. */
const VERSIONS_KEPT = 10_000;

type ThreadChange = { threadId: string; membershipVersion: number; rev: number };

export type Rooms = ReturnType<typeof createRooms>;

/**
 * Who of this node's sockets is in which room, and what is delivered there.
 *
 * A room may hold nobody who is not a participant. For each thread the node remembers the membership version at which
 * its room was last made equal to the participants. An event that comes with a newer one makes the room equal again
 * before it is delivered, and entering a room does the same, so that neither depends on hearing of each change.
 */
export function createRooms(io: LiveServer) {
  const versions = new Map<string, number>();
  const watermarks = createWatermarks();
  const takeTurn = createTurns();
  io.sockets.adapter.on("delete-room", (room: string) => watermarks.forget(room.replace(/^thread:/, "")));

  /** Lets a socket into the rooms of these threads, as of the membership versions at which they were read. */
  async function enter(socket: LiveSocket, memberships: { threadId: string; version: number }[]): Promise<void> {
    await Promise.all(
      memberships.map(({ threadId, version }) =>
        takeTurn(threadId, async () => {
          const known = versions.get(threadId);
          if (known === undefined || known === version) await socket.join(threadRoom(threadId));
          else await makeEqual(threadId);
        }),
      ),
    );
  }

  function deliver(announcement: Announcement): Promise<void> {
    switch (announcement.type) {
      case "message:created": {
        const { message } = announcement;
        return deliverToThread({ ...announcement, rev: message.rev }, (room) => room.emit("message:created", message));
      }
      case "thread:changed": {
        const { rev, thread } = announcement;
        return deliverToThread(announcement, (room) => room.emit("thread:changed", { rev, thread }));
      }
      case "thread:read":
        io.local.to(userRoom(announcement.userId)).emit("thread:read", announcement.position);
        return Promise.resolve();
      case "session:ended":
        return endSession(announcement.sessionId);
    }
  }

  async function deliverToThread(
    { threadId, membershipVersion, rev }: ThreadChange,
    emit: (room: ReturnType<LiveServer["to"]>) => void,
  ): Promise<void> {
    await takeTurn(threadId, async () => {
      await knowMembership(threadId, membershipVersion);
      const room = io.local.to(threadRoom(threadId));
      // From before a change of membership that is known here: who came in since may not read it without being asked.
      if (membershipVersion < (versions.get(threadId) ?? 0)) room.emit("thread:head", { threadId, rev });
      else emit(room);
      if (isOpenHere(threadId)) watermarks.note(threadId, rev);
    }).catch((error) => logFault(`delivery to ${threadRoom(threadId)}`, error));
  }

  /** Tells the tabs of a thread that it has changed up to `rev`, unless they were told of each change already. */
  async function tellHead({ threadId, membershipVersion, rev }: ThreadChange): Promise<void> {
    await takeTurn(threadId, async () => {
      await knowMembership(threadId, membershipVersion);
      if (!isOpenHere(threadId) || !watermarks.isBehind(threadId, rev)) return;
      io.local.to(threadRoom(threadId)).emit("thread:head", { threadId, rev });
      watermarks.raise(threadId, rev);
    });
  }

  async function knowMembership(threadId: string, version: number): Promise<void> {
    if ((versions.get(threadId) ?? 0) < version) await makeEqual(threadId);
  }

  const isOpenHere = (threadId: string) => io.sockets.adapter.rooms.has(threadRoom(threadId));

  async function makeEqual(threadId: string): Promise<void> {
    versions.delete(threadId);
    const membership = await membershipOf(threadId);
    const participants = new Set(membership?.userIds);

    for (const socket of socketsIn(threadRoom(threadId))) {
      if (!participants.has(socket.data.viewer.id)) await evict(socket, threadId);
    }
    await Promise.all([...participants].map((userId) => admit(userId, threadId)));
    if (membership) remember(threadId, membership.version);
  }

  async function evict(socket: LiveSocket, threadId: string): Promise<void> {
    await socket.leave(threadRoom(threadId));
    socket.emit("thread:gone", { threadId });
  }

  async function admit(userId: string, threadId: string): Promise<void> {
    const outside = socketsIn(userRoom(userId)).filter((socket) => !socket.rooms.has(threadRoom(threadId)));
    if (outside.length === 0) return;

    const summary = await summaryOf({ id: userId }, threadId);
    if (!summary) return;
    for (const socket of outside) {
      await socket.join(threadRoom(threadId));
      // A direct thread in which nothing was said is nobody's news.
      if (summary.lastSeq > 0) socket.emit("thread:added", summary);
    }
  }

  function endSession(sessionId: string): Promise<void> {
    const room = io.local.in(sessionRoom(sessionId));
    room.emit("session:ended");
    room.disconnectSockets(true);
    return Promise.resolve();
  }

  function socketsIn(room: string): LiveSocket[] {
    const ids = io.sockets.adapter.rooms.get(room) ?? [];
    return [...ids].flatMap((id) => io.sockets.sockets.get(id) ?? []);
  }

  function remember(threadId: string, version: number): void {
    versions.set(threadId, version);
    const [oldest] = versions.keys();
    if (versions.size > VERSIONS_KEPT && oldest) versions.delete(oldest);
  }

  return { enter, deliver, tellHead };
}
