import type { Intent } from "./composing";
import { readUnsentText, writeUnsentText } from "./unsent-text";

/** What an unsent text is for is kept beside it, under the thread's id and this. */
const SUFFIX = ".intent";

export function readUnsentIntent(personId: string, threadId: string): Intent | null {
  try {
    // Written below and by nobody else: another site cannot reach it.
    return JSON.parse(readUnsentText(personId, threadId + SUFFIX) || "null");
  } catch {
    return null;
  }
}

export function writeUnsentIntent(personId: string, threadId: string, intent: Intent | null): void {
  writeUnsentText(personId, threadId + SUFFIX, intent ? JSON.stringify(intent) : "");
}
