import { QueryClient } from "@tanstack/react-query";
import { hasUnsentText, wipeUnsentTexts } from "@/components/composer/unsent-text";
import { wipeHabits } from "@/components/emoji/habits";
import { createUploads } from "@/components/files/uploads";
import { wipePlaces } from "@/components/log/places";
import { createOutbox } from "@/components/outbox/outbox";
import { secondsWaited } from "@/components/outbox/outbox-draft";
import { createPresenceWatch } from "@/components/presence/watch";
import { createTypingSignal, createTypists } from "@/components/thread/typing";
import { openList } from "@/components/threads/listed-threads";
import { isOfViewer, NO_ANSWER, type Outcome } from "@/lib/wire/outcome";
import type { ThreadPage } from "@/lib/wire/threads";
import type { ActionRequests } from "./action-requests";
import type { Connection } from "./connection";
import { createDeliveries, LIST_KEY } from "./deliveries";
import { createPositions } from "./positions";
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
const REPLY_MS = 10_000;

export type Tab = ReturnType<typeof createTab>;

/** What one tab holds beside its pixels: what it was told, what it is sending, and its connection to the server. */
export function createTab(viewerId: string, list: ThreadPage, surroundings: Surroundings) {
  const { showSignIn } = surroundings;
  const client = new QueryClient({
    defaultOptions: { queries: { refetchOnWindowFocus: false, refetchOnReconnect: false } },
  });
  client.setQueryData(LIST_KEY, openList(list));

  const uploads = createUploads({
    store: surroundings.openFileStore(viewerId),
    put({ id, threadId, content: { name, size } }, offset, content, ways) {
      return surroundings.putFile({ viewerId, threadId, id, name, size, offset }, content, ways);
    },
    cancel: (id) => surroundings.cancelFile({ viewerId, id }),
    onSettled: () => outbox.flushAll(),
  });
  const outbox = createOutbox({
    store: surroundings.openDraftStore(viewerId),
    uploads,
    async send(threadId, drafts) {
      const isStored = () => outbox.isStored() && uploads.isStored();
      const sending = surroundings.sendMessages({ viewerId, threadId, drafts }, isStored);
      const outcome = await answerWithin(SEND_MS, sending);
      if (!outcome.ok && isOfViewer(outcome.code)) showOwnPage();
      return outcome;
    },
    onSent: (message) => {
      deliveries.message(message);
      if (deliveries.hasArrived(message)) void outbox.remove([message.id]);
    },
  });
  const deliveries = createDeliveries(client, outbox, viewerId, {
    onGap: () => live?.synchronising.fillGap(),
    showTheme: surroundings.showTheme,
  });
  const presence = createPresenceWatch({
    ...surroundings,
    say(state) {
      if (live?.socket.connected) live.socket.emit("presence", { state }, () => {});
    },
    async watch(personIds) {
      if (!live?.socket.connected) return undefined;
      const reply = live.socket.timeout(REPLY_MS).emitWithAck("presence:watch", { personIds });
      const outcome = await reply.catch(() => null);
      return outcome?.ok ? outcome.value : undefined;
    },
  });
  const typists = createTypists();
  const typing = createTypingSignal((threadId, isTyping) => {
    if (live?.socket.connected) live.socket.emit("typing", { threadId, isTyping }, () => {});
  });
  const positions = createPositions(client, viewerId, deliveries, {
    displayed: async (displayed) =>
      live?.socket.connected ? live.socket.timeout(REPLY_MS).emitWithAck("thread:displayed", displayed) : null,
    received: async (received) =>
      live?.socket.connected ? live.socket.timeout(REPLY_MS).emitWithAck("thread:received", received) : null,
  });

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
    positions.repeat();
    presence.beat();
    presence.askSoon();
    uploads.resumeAll();
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
    const synchronising = createSynchronising(socket, viewerId, deliveries, {
      ...surroundings,
      reload: showOwnPage,
      openThreadId: positions.openThreadId,
      draftSeconds: () => secondsWaited(outbox.drafts()),
    });
    socket.on("message:created", (message) => {
      deliveries.message(message);
      typists.arrived(message);
    });
    socket.on("typing", typists.hear);
    socket.on("presence", presence.hear);
    socket.on("preferences:changed", () => {
      synchronising.sync();
      presence.askSoon();
    });
    socket.on("theme:changed", deliveries.themeChanged);
    socket.on("person:changed", deliveries.personChanged);
    socket.on("blocks:changed", deliveries.blocked);
    socket.on("message:changed", deliveries.messageChange);
    socket.on("thread:changed", ({ rev, thread }) => deliveries.event({ threadId: thread.id, rev, thread }));
    socket.on("thread:head", deliveries.head);
    socket.on("thread:added", deliveries.added);
    socket.on("thread:gone", ({ threadId }) => deliveries.gone(threadId));
    socket.on("thread:read", positions.hear);
    socket.on("thread:attention", deliveries.attention);
    socket.on("thread:receipt", deliveries.receipt);
    // Who may know of whom has changed with who is in a thread.
    for (const event of ["thread:changed", "thread:added", "thread:gone"] as const) socket.on(event, presence.askSoon);
    socket.on("session:ended", () => !isLeaving && showSignIn());
    socket.on("connect_error", leaveIfSignedOut);
    const reconnecting = keepConnected(socket, surroundings.onSignal, onConnection);
    const actionRequests = surroundings.limitActionRequests();
    live = { socket, synchronising, reconnecting, actionRequests };
    const ends = [
      actionRequests.end,
      uploads.start(),
      outbox.start(),
      positions.start(),
      presence.start(),
      typing.stop,
      synchronising.stop,
      reconnecting.stop,
    ];

    return () => {
      for (const end of ends) end();
      live = undefined;
    };
  }

  return {
    client,
    uploads,
    outbox,
    deliveries,
    positions,
    presence,
    typists,
    typing,
    start,
    connection: () => connection,
    onConnection(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retryNow: () => live?.reconnecting.retryNow(),
    join: (threadId: string, rev: number) => live?.synchronising.join(threadId, rev),
    hasUnsent: () => outbox.drafts().length > 0 || uploads.list().length > 0 || hasUnsentText(viewerId),
    /** Signs out. Nothing that the person wrote stays here, in a whole new page not even in memory. */
    async signOut(): Promise<Outcome<void>> {
      isLeaving = true;
      const outcome = await surroundings.signOut({ viewerId }).catch(() => NO_ANSWER);
      if (!outcome.ok && outcome.code !== "signed-out") {
        isLeaving = false;
        return outcome;
      }
      wipeUnsentTexts(viewerId);
      wipeHabits(viewerId);
      wipePlaces(viewerId);
      await outbox.remove(outbox.drafts().map(({ id }) => id));
      await uploads.remove(uploads.list().map(({ id }) => id));
      showSignIn();
      return { ok: true, value: undefined };
    },
    displayed: positions.displayed,
  };
}

function answerWithin<Answer>(milliseconds: number, answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("There was no answer.")), milliseconds);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
