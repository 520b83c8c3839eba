import type { Announcement } from "@/lib/realtime";
import type { LiveSocket } from "./live";
import type { Rooms } from "./rooms";

type AnnouncementOf<Type extends Announcement["type"]> = Extract<Announcement, { type: Type }>;

type Owner = LiveSocket["data"];

/** How far somebody is, to the others in the threads, as far as they tell as much of themselves. */
export async function deliverReceipts(
  rooms: Rooms,
  { personId, receipts }: AnnouncementOf<"thread:receipts">,
): Promise<void> {
  const isTold = ({ viewer, preferences, estranged }: Owner) =>
    viewer.id !== personId && preferences.receiptsOn && !estranged.has(personId);
  await Promise.all(
    receipts.map(({ receipt, ...thread }) =>
      rooms.tell(thread, isTold, (room) => room.emit("thread:receipt", { threadId: thread.threadId, receipt })),
    ),
  );
}

/** That somebody types, to the others in the thread; never to the person, on whatever device. */
export function deliverTyping(rooms: Rooms, { membershipVersion, typing }: AnnouncementOf<"typing">): Promise<void> {
  const { threadId, person } = typing;
  const isTold = ({ viewer, preferences, estranged }: Owner) =>
    viewer.id !== person.id && preferences.typingOn && !estranged.has(person.id);
  return rooms.tell({ threadId, membershipVersion }, isTold, (room) => room.emit("typing", typing));
}
