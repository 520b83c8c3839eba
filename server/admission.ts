import { addressKey } from "@/lib/addresses";
import { giveBack, requireWithin } from "@/lib/limiter";
import { Refusal } from "@/lib/refusal";
import { addressOf } from "./address";
import { ownerOf } from "./handshake";
import type { LiveServer, LiveSocket } from "./live";

/** A tab closes the connection when it has heard why it was not let in; others are made to. */
const HEARING_MS = 2_000;

/**
 * Lets in whoever has not opened too many sockets of late, and has not too many open. A browser is not told why a handshake
 * was refused; what is refused here it hears, and for how long to stay away (`after`, in milliseconds).
 */
export function admitSockets(io: LiveServer): void {
  io.use((socket, next) => {
    admit(socket).then(
      () => next(),
      (error) => {
        const wait = error instanceof Refusal ? error.retryAfter : undefined;
        setTimeout(() => socket.conn.close(), HEARING_MS).unref();
        next(Object.assign(new Error("too-fast"), { data: { after: (wait ?? 1) * 1_000 } }));
      },
    );
  });
}

async function admit(socket: LiveSocket): Promise<void> {
  const viewer = ownerOf(socket.request);
  if (!viewer) return;
  await hold("open-sockets", viewer.id);
  await hold("open-sockets-address", addressKey(addressOf(socket.request)));
  await requireWithin("own-handshake", viewer.id);

  /** One more is open, until it is not. */
  async function hold(name: "open-sockets" | "open-sockets-address", key: string): Promise<void> {
    await requireWithin(name, key);
    // It may have gone while it was counted.
    if (socket.conn.readyState === "closed") await giveBack(name, key);
    else socket.conn.once("close", () => void giveBack(name, key));
  }
}
