import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { io } from "socket.io-client";
import { limitActionRequests } from "@/components/connection/action-requests";
import { timelineKey } from "@/components/connection/deliveries";
import { SOCKET_OPTIONS, type TabSocket } from "@/components/connection/socket";
import type { OnSignal, Signal, Surroundings } from "@/components/connection/surroundings";
import { createTab } from "@/components/connection/tab";
import { prependPage, reopenTimeline, type Timeline } from "@/components/thread/timeline";
import { requireLiveSession, type Viewer } from "@/lib/sessions";
import { newestThreads, openThread } from "@/lib/threads";
import type { MessagePage, SendMessages, SentMessages } from "@/lib/wire/messages";
import type { Outcome } from "@/lib/wire/outcome";
import { cookieOf, outcomeOf, postAction } from "@/tests/stage/requests";
import type { Drafts } from "./drafts";
import type { Recorder } from "./recorder";
import { watchTab } from "./watching";
import { wiretap } from "./wiretap";

/** Where a page is opened, and by whom. It rejects with `signed-out` when their session is over. */
export type Place = {
  device: string;
  viewer: Viewer;
  /** The way to the server: its origin, and the requests over it. */
  origin: string;
  fetch: typeof fetch;
  drafts: Drafts;
  recorder: Recorder;
  /** Nothing that was missed is filled in: to see that the checker would notice. */
  isNaive: boolean;
  /** The page has left for the sign-in page, or loads itself anew. */
  onLeave: (why: "signed-out" | "reload") => void;
};

export type Page = Awaited<ReturnType<typeof openPage>>;

/**
 * One life of a page, without its pixels: the tab's own code (connection, catching up, timelines, outbox) in
 * surroundings that can be hurt. What a browser gets as a rendered page is read from the database here.
 */
export async function openPage(place: Place) {
  const { viewer, origin, recorder, device } = place;
  const name = randomUUID().slice(0, 8);
  const headers = { cookie: await cookieOf(viewer), origin };
  await requireLiveSession(viewer);
  const list = await newestThreads(viewer);
  const end = new AbortController();
  const signals = new EventEmitter();
  const whenEnded = new Promise<void>((resolve) => end.signal.addEventListener("abort", () => resolve()));
  const scope = { fetch: place.fetch };

  /** An answer that comes after the end is nobody's. */
  async function post<Value>(action: string, input: object): Promise<Outcome<Value>> {
    const send: typeof fetch = (target, init) => scope.fetch(target, init);
    const outcome = (await outcomeOf(await postAction(origin, action, input, headers, send))) as Outcome<Value>;
    if (end.signal.aborted) throw new Error("The page is closed.");
    return outcome;
  }

  async function sendMessages(input: SendMessages): Promise<Outcome<SentMessages>> {
    const { threadId: thread, drafts } = input;
    recorder.record({ kind: "called", tab: name, thread, ids: drafts.map(({ id }) => id) });
    const outcome = await post<SentMessages>("sendMessages", input);
    const outcomes = outcome.ok ? outcome.value : drafts.map(() => outcome);
    for (const [index, { id }] of drafts.entries()) {
      const one = outcomes[index];
      if (one?.ok) recorder.record({ kind: "acknowledged", tab: name, thread, id, seq: one.value.seq });
      else if (one) recorder.record({ kind: "refused", tab: name, thread, id, code: one.code });
    }
    return outcome;
  }

  async function listMessages(input: { viewerId: string; threadId: string; before: number }) {
    const outcome = await post<MessagePage>("listMessages", input);
    if (outcome.ok) receive(outcome.value, "page");
    return outcome;
  }

  function receive({ messages }: Pick<MessagePage, "messages">, by: "page" | "list"): void {
    for (const { threadId: thread, seq, id } of messages)
      recorder.record({ kind: "received", tab: name, thread, seq, id, by });
  }

  const surroundings: Surroundings = {
    openSocket: () => wiretap(openSocket(origin, headers), name, recorder, place.isNaive),
    openDraftStore: () => place.drafts.openStore({ hasCome: () => end.signal.aborted, whenCome: whenEnded }),
    sendMessages,
    listMessages,
    signOut: (input) => post("signOut", input),
    limitActionRequests: () => limitActionRequests(scope),
    onSignal,
    isSignedOut,
    showSignIn: () => leave("signed-out"),
    reload: () => leave("reload"),
  };

  function onSignal(...[signal, listener]: Parameters<OnSignal>): () => void {
    signals.on(signal, listener);
    return () => signals.off(signal, listener);
  }

  async function isSignedOut(): Promise<boolean> {
    const answer = await place.fetch(`${origin}/api/auth/session`, { headers }).catch(() => null);
    return answer?.ok === true && (await answer.text()) === "{}";
  }

  function leave(why: "signed-out" | "reload"): void {
    if (end.signal.aborted) return;
    close();
    place.onLeave(why);
  }

  recorder.record({ kind: "opened", tab: name, device, person: viewer.id, session: viewer.sessionId });
  receive({ messages: list.threads.flatMap(({ lastMessage }) => lastMessage ?? []) }, "list");
  const tab = createTab(viewer.id, list, surroundings);
  const unwatch = watchTab(tab, name, recorder);
  const stop = tab.start();

  function close(): void {
    if (end.signal.aborted) return;
    end.abort();
    unwatch();
    stop();
    tab.client.clear();
    recorder.record({ kind: "closed", tab: name });
  }

  const timelineOf = (threadId: string) => tab.client.getQueryData<Timeline>(timelineKey(threadId));

  return {
    name,
    viewer,
    tab,
    post,
    close,
    timelineOf,
    isClosed: () => end.signal.aborted,
    signal: (signal: Signal) => signals.emit(signal),
    /** Goes to a thread, as by a click in the list. */
    async open(threadId: string): Promise<void> {
      await requireLiveSession(viewer);
      const opened = await openThread(viewer, threadId);
      if (end.signal.aborted) return;
      receive(opened.page, "page");
      const timeline = reopenTimeline(timelineOf(threadId), opened);
      tab.deliveries.putTimeline(timeline);
      await tab.join(threadId, timeline.rev);
    },
    async loadOlder(threadId: string): Promise<void> {
      const first = timelineOf(threadId)?.messages[0];
      if (!first) return;
      const outcome = await listMessages({ viewerId: viewer.id, threadId, before: first.seq });
      if (outcome.ok) tab.deliveries.changeTimeline(threadId, (held) => prependPage(held, outcome.value));
    },
    /** Presses Enter. */
    write(threadId: string, body: string): void {
      const id = randomUUID();
      recorder.record({ kind: "written", tab: name, device, person: viewer.id, thread: threadId, id });
      void tab.outbox.add({ id, threadId, body });
    },
    /** Has everything that is held of a thread before one's eyes. */
    async display(threadId: string): Promise<void> {
      const newest = timelineOf(threadId)?.messages.at(-1);
      if (newest) await tab.displayed(threadId, newest.seq);
    },
  };
}

function openSocket(origin: string, extraHeaders: Record<string, string>): TabSocket {
  return io(origin, { ...SOCKET_OPTIONS, forceNew: true, extraHeaders });
}
