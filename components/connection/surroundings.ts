import type { DraftStore } from "@/components/thread/draft-store";
import type { ListMessages, MessagePage, SendMessages, SentMessages } from "@/lib/wire/messages";
import type { Outcome } from "@/lib/wire/outcome";
import type { ActionRequests } from "./action-requests";
import type { TabSocket } from "./socket";

/** `visible`: the tab is before somebody's eyes again. */
export type Signal = "online" | "offline" | "visible";

/** Calls back at each of these signals; the answer ends it. */
export type OnSignal = (signal: Signal, listener: () => void) => () => void;

/**
 * All that a tab reaches out to. In a browser that is `browser.ts`; the tabs that are put through faults are the same
 * code in surroundings of their own.
 */
export type Surroundings = {
  openSocket: () => TabSocket;
  openDraftStore: (personId: string) => DraftStore;
  /** They reject when no answer came. `isStored` tells whether a page that is loaded anew takes up every draft. */
  sendMessages: (input: SendMessages, isStored: () => boolean) => Promise<Outcome<SentMessages>>;
  listMessages: (input: ListMessages) => Promise<Outcome<MessagePage>>;
  signOut: (input: { viewerId: string }) => Promise<Outcome<void>>;
  limitActionRequests: () => ActionRequests;
  onSignal: OnSignal;
  /** Whether nobody is signed in here any more; false also when that is not to be found out. */
  isSignedOut: () => Promise<boolean>;
  showSignIn: () => void;
  reload: () => void;
};
