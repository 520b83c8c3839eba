import { removeStaleIncoming } from "@/lib/incoming";
import { logFault } from "@/lib/log";

const EVERY_MS = 60 * 60 * 1000;

/** Removes what uploads have left on this disk and nobody comes back for, at the start and then every hour. */
export function startClearing(): () => Promise<void> {
  const clear = () => void removeStaleIncoming().catch((error) => logFault("leftovers", error));
  clear();
  const timer = setInterval(clear, EVERY_MS);
  return async () => clearInterval(timer);
}
