import type { FileStore } from "@/components/files/file-store";
import type { DraftStore } from "@/components/outbox/draft-store";
import type { CancelFile, PutFile, ReceivedFile } from "@/lib/wire/files";
import type { ListMessages, MessagePage, SendMessages, SentMessages } from "@/lib/wire/messages";
import type { Outcome } from "@/lib/wire/outcome";
import type { Activity } from "@/lib/wire/presence";
import type { Theme } from "@/lib/wire/profile";
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
  openFileStore: (personId: string) => FileStore;
  /** Rejects when no answer came. `onProgress` hears how many bytes of the file have gone, in all. */
  putFile: (
    put: PutFile,
    content: Blob,
    ways: { signal: AbortSignal; onProgress: (received: number) => void },
  ) => Promise<Outcome<ReceivedFile>>;
  cancelFile: (input: CancelFile) => Promise<Outcome<void>>;
  /** They reject when no answer came. `isStored` tells whether a page that is loaded anew takes up every draft and file. */
  sendMessages: (input: SendMessages, isStored: () => boolean) => Promise<Outcome<SentMessages>>;
  listMessages: (input: ListMessages) => Promise<Outcome<MessagePage>>;
  signOut: (input: { viewerId: string }) => Promise<Outcome<void>>;
  limitActionRequests: () => ActionRequests;
  onSignal: OnSignal;
  /** Tells whether somebody is before the tab, now and at each change; the answer ends it. */
  watchActivity: (onChange: (activity: Activity) => void) => () => void;
  /** Whether nobody is signed in here any more; false also when that is not to be found out. */
  isSignedOut: () => Promise<boolean>;
  showTheme: (theme: Theme) => void;
  showSignIn: () => void;
  reload: () => void;
};
