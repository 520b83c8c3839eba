import { membershipOf } from "@/lib/participants";
import { summaryOf } from "@/lib/threads";
import { threadRoom, userRoom } from "@/lib/wire/events";
import { noteEvictions } from "./evictions";
import { createKnownMemberships } from "./known-memberships";
import type { LiveServer, LiveSocket } from "./live";
import type { createTurns } from "./turns";
import { unwatch } from "./watching";

/**
 * Who of this node's sockets is in which thread's room.
 *
 * A room may hold nobody who is not a participant. For each thread the node remembers the membership version at which
 * its room was last made equal to the participants. An event that comes with a newer one makes the room equal again
 * before it is delivered, and entering a room does the same, so that neither depends on hearing of each change.
 */
export function createMembers(io: LiveServer, takeTurn: ReturnType<typeof createTurns>) {
  const known = createKnownMemberships();

  /** Lets a socket into the rooms of these threads, as of the membership versions at which they were read. */
  async function enter(socket: LiveSocket, memberships: { threadId: string; version: number }[]): Promise<void> {
    await Promise.all(
      memberships.map(({ threadId, version }) =>
        takeTurn(threadId, async () => {
          const knownVersion = known.version(threadId);
          if (knownVersion === undefined || knownVersion === version) await socket.join(threadRoom(threadId));
          else await makeEqual(threadId);
        }),
      ),
    );
  }

  /** The version at which a thread's participants are known here. */
  const versionOf = (threadId: string) => known.version(threadId) ?? 0;

  /** Makes a thread's room equal to its participants unless they are known as of that version; in the thread's turn. */
  async function know(threadId: string, version: number): Promise<void> {
    if (versionOf(threadId) < version) await makeEqual(threadId);
  }

  async function makeEqual(threadId: string): Promise<void> {
    const before = known.version(threadId);
    known.forget(threadId);
    const membership = await membershipOf(threadId);
    const participants = new Set(membership?.participants.map(({ id }) => id));

    for (const socket of socketsIn(threadRoom(threadId))) {
      const isOut = !participants.has(socket.data.viewer.id);
      // Whoever left may no longer be watched by those who stay, nor they by them. The tabs ask again.
      if (isOut || (before !== undefined && before !== membership?.version)) unwatch(socket);
      if (isOut) await evict(socket, threadId);
    }
    await Promise.all([...participants].map((userId) => admit(userId, threadId)));
    if (membership) known.put(threadId, membership);
  }

  async function evict(socket: LiveSocket, threadId: string): Promise<void> {
    noteEvictions("removed", 1, threadId);
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

  /** The sockets of this node in a room. */
  function socketsIn(room: string): LiveSocket[] {
    const ids = io.sockets.adapter.rooms.get(room) ?? [];
    return [...ids].flatMap((id) => io.sockets.sockets.get(id) ?? []);
  }

  return { enter, know, versionOf, latecomers: known.latecomers, socketsIn };
}
