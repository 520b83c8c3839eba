import { QueryClient } from "@tanstack/react-query";
import { createOutbox } from "@/components/thread/outbox";
import { hasUnsentText, wipeUnsentTexts } from "@/components/thread/unsent-text";
import { openList } from "@/components/threads/listed-threads";
import { isOfViewer, NO_ANSWER, type Outcome } from "@/lib/wire/outcome";
import type { ThreadPage } from "@/lib/wire/threads";
import type { ActionRequests } from "./action-requests";
import type { Connection } from "./connection";
import { createDeliveries, LIST_KEY } from "./deliveries";
import { keepConnected, type Reconnecting } from "./reconnecting";
import type { TabSocket } from "./socket";
import type { Surroundings } from "./surroundings";
import { createSynchronising, type Synchronising } from "./synchronising";

type Live = {
  socket: TabSocket;
  synchronising: Synchronising;
  reconnecting: Reconnecting;
  actionRequests: ActionRequests;
};

/**
 * Next begins an action when those before it are done and the page that is being opened is there. The person's other tabs
 * do not wait for that: what is sent later all the same is known by its id.
 */
const SEND_MS = 20_000;

export type Tab = ReturnType<typeof createTab>;

/** What one tab holds beside its pixels: what it was told, what it is sending, and its connection to the server. */
export function createTab(viewerId: string, list: ThreadPage, surroundings: Surroundings) {
  const { showSignIn } = surroundings;
  const client = new QueryClient({
    defaultOptions: { queries: { refetchOnWindowFocus: false, refetchOnReconnect: false } },
  });
  client.setQueryData(LIST_KEY, openList(list));

  const outbox = createOutbox({
    store: surroundings.openDraftStore(viewerId),
    async send(threadId, drafts) {
      const sending = surroundings.sendMessages({ viewerId, threadId, drafts }, outbox.isStored);
      const outcome = await Promise.race([sending, noAnswerAfter(SEND_MS)]);
      if (!outcome.ok && isOfViewer(outcome.code)) showOwnPage();
      return outcome;
    },
    onSent: (message) => {
      deliveries.message(message);
      if (deliveries.hasArrived(message)) void outbox.remove([message.id]);
    },
  });
  const deliveries = createDeliveries(client, outbox, viewerId, () => live?.synchronising.syncSoon());

  /** This tab is signing out itself, and shows the way out when it has forgotten what was written. */
  let isLeaving = false;
  let connection: Connection = { state: "connecting" };
  const listeners = new Set<() => void>();
  let live: Live | undefined;
  /** When the try to connect began that is under way or was the last one. */
  let triedAt = 0;

  function onConnection(next: Connection): void {
    connection = next;
    for (const listener of listeners) listener();
    if (next.state === "connecting") triedAt = performance.now();
    if (next.state !== "connected") return;
    // What was sent over the connection that was lost may never be answered.
    live?.actionRequests.abort(triedAt);
    live?.synchronising.sync();
    outbox.flushAll();
  }

  /** Whoever is not whom this page was made for gets the one that is theirs. */
  function showOwnPage(): void {
    if (!isLeaving) surroundings.reload();
  }

  /** A browser is not told why a socket was refused. If it is because the session has ended, trying again is in vain. */
  async function leaveIfSignedOut(): Promise<void> {
    if ((await surroundings.isSignedOut()) && !isLeaving) showSignIn();
  }

  /** Connects; the answer disconnects. */
  function start(): () => void {
    const socket = surroundings.openSocket();
    const synchronising = createSynchronising(socket, viewerId, deliveries, { ...surroundings, reload: showOwnPage });
    socket.on("message:created", deliveries.message);
    socket.on("thread:changed", ({ rev, thread }) => deliveries.event({ threadId: thread.id, rev, thread }));
    socket.on("thread:head", deliveries.head);
    socket.on("thread:added", deliveries.added);
    socket.on("thread:gone", ({ threadId }) => deliveries.gone(threadId));
    socket.on("thread:read", deliveries.readPosition);
    socket.on("session:ended", () => !isLeaving && showSignIn());
    socket.on("connect_error", leaveIfSignedOut);
    const reconnecting = keepConnected(socket, surroundings.onSignal, onConnection);
    const actionRequests = surroundings.limitActionRequests();
    live = { socket, synchronising, reconnecting, actionRequests };
    const ends = [actionRequests.end, outbox.start(), synchronising.stop, reconnecting.stop];

    return () => {
      for (const end of ends) end();
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
    hasUnsent: () => outbox.drafts().length > 0 || hasUnsentText(viewerId),
    /** Signs out. Nothing that the person wrote stays here, in a whole new page not even in memory. */
    async signOut(): Promise<Outcome<void>> {
      isLeaving = true;
      const outcome = await surroundings.signOut({ viewerId }).catch(() => NO_ANSWER);
      if (!outcome.ok && outcome.code !== "signed-out") {
        isLeaving = false;
        return outcome;
      }
      wipeUnsentTexts(viewerId);
      await outbox.remove(outbox.drafts().map(({ id }) => id));
      showSignIn();
      return { ok: true, value: undefined };
    },
    async displayed(threadId: string, seq: number): Promise<void> {
      if (!live?.socket.connected) return;
      const reply = live.socket.timeout(10_000).emitWithAck("thread:displayed", { threadId, seq });
      const outcome = await reply.catch(() => null);
      if (outcome?.ok) deliveries.readPosition(outcome.value);
    },
  };
}

function noAnswerAfter(milliseconds: number): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(new Error("There was no answer.")), milliseconds));
}
