import { EventEmitter } from "node:events";
import { io } from "socket.io-client";
import { limitActionRequests } from "@/components/connection/action-requests";
import { SOCKET_OPTIONS, type TabSocket } from "@/components/connection/socket";
import type { OnSignal, Signal, Surroundings } from "@/components/connection/surroundings";
import type { FileStore } from "@/components/files/file-store";
import type { Viewer } from "@/lib/sessions";
import type { ListMessages, MessagePage, SendMessages, SentMessages } from "@/lib/wire/messages";
import type { Outcome } from "@/lib/wire/outcome";
import { outcomeOf, postAction } from "@/tests/stage/requests";
import type { Recorder } from "../recorder";
import type { Drafts } from "./drafts";
import { createReception } from "./reception";
import { wiretap } from "./wiretap";

/** Where a page is opened, and by whom. */
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

type Ways = {
  /** Of the page. */
  name: string;
  headers: { cookie: string; origin: string };
  /** Its abort is the end of the page. */
  end: AbortSignal;
  leave: (why: "signed-out" | "reload") => void;
};

const NO_FILES: FileStore = {
  load: async () => [],
  put: async () => {},
  remove: async () => {},
  subscribe: () => () => {},
  exclusively: (_, work) => work(),
};

const REQUEST_MS = 10_000;

/** What a page has instead of a browser: each way out of it can be hurt, and what passes is written down. */
export function createSurroundings(
  { origin, fetch, drafts, recorder, isNaive }: Place,
  { name, headers, end, leave }: Ways,
) {
  const signals = new EventEmitter();
  const scope = { fetch };
  const whenEnded = new Promise<void>((resolve) => end.addEventListener("abort", () => resolve()));

  /** An answer that comes after the end is nobody's. */
  async function post<Value>(action: string, input: object): Promise<Outcome<Value>> {
    const send: typeof fetch = (target, init) => scope.fetch(target, init);
    const outcome = (await outcomeOf(await postAction(origin, action, input, headers, send))) as Outcome<Value>;
    if (end.aborted) throw new Error("The page is closed.");
    return outcome;
  }

  /** Sends a file by a route; rejects when there was no answer within the time that an action has. */
  async function putFile<Value>(address: string, body: Buffer): Promise<Outcome<Value>> {
    const signal = AbortSignal.any([end, AbortSignal.timeout(REQUEST_MS)]);
    const response = await fetch(origin + address, { method: "PUT", headers, body: new Uint8Array(body), signal });
    const outcome = JSON.parse(await response.text());
    if (end.aborted) throw new Error("The page is closed.");
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

  async function listMessages(input: ListMessages) {
    const outcome = await post<MessagePage>("listMessages", input);
    if (outcome.ok) createReception(recorder, name)(input.threadId, outcome.value.messages, "page");
    return outcome;
  }

  function onSignal(...[signal, listener]: Parameters<OnSignal>): () => void {
    signals.on(signal, listener);
    return () => signals.off(signal, listener);
  }

  async function isSignedOut(): Promise<boolean> {
    const answer = await fetch(`${origin}/api/auth/session`, { headers }).catch(() => null);
    return answer?.ok === true && (await answer.text()) === "{}";
  }

  const surroundings: Surroundings = {
    openSocket: () => wiretap(openSocket(origin, headers), name, recorder, isNaive),
    openDraftStore: () => drafts.openStore({ hasCome: () => end.aborted, whenCome: whenEnded }),
    openFileStore: () => NO_FILES,
    putFile: () => Promise.reject(new Error("These tabs send no files.")),
    cancelFile: () => Promise.reject(new Error("These tabs send no files.")),
    sendMessages,
    listMessages,
    signOut: (input) => post("signOut", input),
    limitActionRequests: () => limitActionRequests(scope),
    onSignal,
    watchActivity(onChange) {
      onChange("online");
      return () => {};
    },
    isSignedOut,
    showTheme: () => {},
    showSignIn: () => leave("signed-out"),
    reload: () => leave("reload"),
  };
  return { surroundings, post, putFile, signal: (signal: Signal) => void signals.emit(signal) };
}

function openSocket(origin: string, extraHeaders: Record<string, string>): TabSocket {
  return io(origin, { ...SOCKET_OPTIONS, forceNew: true, extraHeaders });
}
