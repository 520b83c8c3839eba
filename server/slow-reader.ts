import { metrics } from "@/lib/metrics";
import type { LiveSocket } from "./live";

const QUEUED_PACKETS = 1_000;
const QUEUED_BYTES = 1024 * 1024;

/**
 * Cuts a reader who does not keep up: what waits for them is kept in memory, and once they are back they catch up from
 * the database, which costs less.
 */
export function cutWhenSlow({ conn }: LiveSocket): void {
  conn.on("packetCreate", () => {
    // The engine has no public name for either queue, its own and the one behind it in the WebSocket.
    const packets: number = Reflect.get(conn, "writeBuffer").length;
    const bytes: number = Reflect.get(conn.transport, "socket")?.bufferedAmount ?? 0;
    longest = Math.max(longest, packets);
    if (packets <= QUEUED_PACKETS && bytes <= QUEUED_BYTES) return;
    if (conn.readyState === "open") metrics().slowDisconnects.inc();
    conn.close(true);
  });
}

/** The most packets that have waited for one socket since it was last asked. */
let longest = 0;
export function takeLongestQueue(): number {
  const taken = longest;
  longest = 0;
  return taken;
}
