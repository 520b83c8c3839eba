import { blockOf } from "@/lib/blocks";
import { threadsEverOf } from "@/lib/participants";
import type { Announcement } from "@/lib/realtime";
import { presenceRoom, threadRoom, userRoom } from "@/lib/wire/events";
import type { KnownPerson } from "@/lib/wire/people";
import type { LiveServer, LiveSocket } from "./live";
import type { createTurns } from "./turns";
import { unwatch } from "./watching";

type AnnouncementOf<Type extends Announcement["type"]> = Extract<Announcement, { type: Type }>;

type Surroundings = { takeTurn: ReturnType<typeof createTurns>; socketsIn: (room: string) => LiveSocket[] };

/** What this node knows of the people whose sockets it has: what they want, whom a block keeps from them, their names. */
export function createOwners(io: LiveServer, { takeTurn, socketsIn }: Surroundings) {
  function applyPreferences({ userId, preferences }: AnnouncementOf<"preferences:changed">): Promise<void> {
    for (const socket of socketsIn(userRoom(userId))) {
      socket.data.preferences = preferences;
      // They watch again as far as they may now.
      unwatch(socket);
      socket.emit("preferences:changed", preferences);
    }
    return Promise.resolve();
  }

  /** Tells whoever may show the person: those of the threads in which they are, or once were and wrote. */
  async function tellOfPerson(person: KnownPerson): Promise<void> {
    const { id, name, pictureId } = person;
    for (const { data } of socketsIn(userRoom(id))) data.viewer = { ...data.viewer, name, pictureId };
    await takeTurn(id, async () => {
      const rooms = (await threadsEverOf(person)).map(threadRoom);
      io.local.to([userRoom(id), ...rooms]).emit("person:changed", person);
    });
  }

  function applyBlock({ userId, blockedIds, personId, areEstranged }: AnnouncementOf<"blocks:changed">): Promise<void> {
    estrange(userId, personId, areEstranged);
    estrange(personId, userId, areEstranged);
    io.local.to(userRoom(userId)).emit("blocks:changed", blockedIds);
    return Promise.resolve();
  }

  /** From now on a person's tabs are told nothing of another one, or all that there is to tell. */
  function estrange(userId: string, from: string, areEstranged: boolean): void {
    for (const socket of socketsIn(userRoom(userId))) {
      const others = [...socket.data.estranged].filter((id) => id !== from);
      socket.data.estranged = new Set(areEstranged ? [...others, from] : others);
      if (areEstranged) {
        void socket.leave(presenceRoom(from));
        socket.emit("presence", { personId: from, state: "hidden", lastSeenAt: null });
      }
      // What they are told by others is another thing now: the tab asks anew, and learns no reason.
      socket.emit("preferences:changed", socket.data.preferences);
    }
  }

  /** Applies a block that was made, unless it is known here. */
  async function tellBlock({ blockerId, blockedId }: { blockerId: string; blockedId: string }): Promise<void> {
    const knows = (userId: string, otherId: string) =>
      socketsIn(userRoom(userId)).every(({ data }) => data.estranged.has(otherId));
    if (knows(blockerId, blockedId) && knows(blockedId, blockerId)) return;
    await applyBlock(await blockOf(blockerId, blockedId));
  }

  return { applyPreferences, tellOfPerson, applyBlock, tellBlock };
}
