import { presenceRoom } from "@/lib/wire/events";
import type { LiveSocket } from "./live";

const PRESENCE = presenceRoom("");

/** The tab is told of nobody's presence any more, until it asks again and is told of those whom it may know of. */
export function unwatch(socket: LiveSocket): void {
  for (const room of socket.rooms) if (room.startsWith(PRESENCE)) void socket.leave(room);
}
