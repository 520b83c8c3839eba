import { unstable_isUnrecognizedActionError } from "next/navigation";
import { cancelFile } from "@/app/actions/files";
import { listMessages, sendMessages } from "@/app/actions/messages";
import { signOut } from "@/app/actions/sessions";
import { openFileStore } from "@/components/files/file-store";
import { putFile } from "@/components/files/put-file";
import { openDraftStore } from "@/components/outbox/draft-store";
import { showTheme } from "@/components/theme";
import { limitActionRequests } from "./action-requests";
import { watchActivity } from "./activity";
import { renewWhenIdle } from "./renewal";
import { openSocket } from "./socket";
import type { OnSignal, Surroundings } from "./surroundings";

/** What a tab has from its browser. */
export const browser: Surroundings = {
  openSocket,
  openDraftStore,
  openFileStore,
  putFile,
  cancelFile,
  sendMessages: (input, isStored) => sendMessages(input).catch((error) => renewIfOutdated(error, isStored)),
  listMessages,
  signOut,
  limitActionRequests: () => limitActionRequests(window),
  onSignal,
  watchActivity,
  isSignedOut,
  showTheme,
  showSignIn: () => window.location.assign("/sign-in"),
  reload: () => window.location.reload(),
};

/** The server runs a newer build than this page: it renews itself as soon as nothing is being typed. */
function renewIfOutdated(error: unknown, isStored: () => boolean): never {
  if (unstable_isUnrecognizedActionError(error)) renewWhenIdle(isStored);
  throw error;
}

function onSignal(...[signal, listener]: Parameters<OnSignal>): () => void {
  if (signal !== "visible") {
    window.addEventListener(signal, listener);
    return () => window.removeEventListener(signal, listener);
  }
  const whenVisible = () => document.visibilityState === "visible" && listener();
  document.addEventListener("visibilitychange", whenVisible);
  return () => document.removeEventListener("visibilitychange", whenVisible);
}

async function isSignedOut(): Promise<boolean> {
  const answer = await fetch("/api/auth/session").catch(() => null);
  return answer?.ok === true && (await answer.text()) === "{}";
}
