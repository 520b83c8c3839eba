import { QueryClient } from "@tanstack/react-query";
import { sendMessages } from "@/app/actions/messages";
import { createOutbox } from "@/components/thread/outbox";
import type { ThreadPage } from "@/lib/wire/threads";
import type { Connection } from "./connection";
import { createDeliveries, LIST_KEY } from "./deliveries";
import { keepConnected, type Reconnecting } from "./reconnecting";
import { openSocket, type TabSocket } from "./socket";
import { createSynchronising, type Synchronising } from "./synchronising";

export type Tab = ReturnType<typeof createTab>;

/** What one tab holds beside its pixels: what it was told, what it is sending, and its connection to the server. */
export function createTab(viewerId: string, list: ThreadPage) {
  const client = new QueryClient({
    defaultOptions: { queries: { refetchOnWindowFocus: false, refetchOnReconnect: false } },
  });
  client.setQueryData(LIST_KEY, list);

  const outbox = createOutbox({
    send: (threadId, drafts) => sendMessages({ viewerId, threadId, drafts }),
    onSent: (message) => {
      deliveries.message(message);
      if (!deliveries.holds(message.threadId)) outbox.remove([message.id]);
    },
  });
  const deliveries = createDeliveries(client, outbox, viewerId, () => live?.synchronising.syncSoon());

  let connection: Connection = { state: "connecting" };
  const listeners = new Set<() => void>();
  let live: { socket: TabSocket; synchronising: Synchronising; reconnecting: Reconnecting } | undefined;

  function onConnection(next: Connection): void {
    connection = next;
    for (const listener of listeners) listener();
    if (next.state !== "connected") return;
    live?.synchronising.sync();
    outbox.flushAll();
  }

  /** Connects; the answer disconnects. */
  function start(): () => void {
    const socket = openSocket();
    const synchronising = createSynchronising(socket, viewerId, deliveries);
    socket.on("message:created", deliveries.message);
    socket.on("thread:changed", ({ rev, thread }) => deliveries.event({ threadId: thread.id, rev, thread }));
    socket.on("thread:head", deliveries.head);
    socket.on("thread:added", deliveries.added);
    socket.on("thread:gone", ({ threadId }) => deliveries.gone(threadId));
    socket.on("thread:read", deliveries.readPosition);
    socket.on("session:ended", () => window.location.assign("/sign-in"));
    const reconnecting = keepConnected(socket, onConnection);
    live = { socket, synchronising, reconnecting };

    return () => {
      synchronising.stop();
      reconnecting.stop();
      live = undefined;
    };
  }

  return {
    client,
    outbox,
    deliveries,
    start,
    connection: () => connection,
    onConnection(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retryNow: () => live?.reconnecting.retryNow(),
    join: (threadId: string, rev: number) => live?.synchronising.join(threadId, rev),
    async displayed(threadId: string, seq: number): Promise<void> {
      if (!live?.socket.connected) return;
      const reply = live.socket.timeout(10_000).emitWithAck("thread:displayed", { threadId, seq });
      const outcome = await reply.catch(() => null);
      if (outcome?.ok) deliveries.readPosition(outcome.value);
    },
  };
}
