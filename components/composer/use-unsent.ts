import type { Intent } from "./composing";
import { readUnsentText, writeUnsentText } from "./unsent-text";

/** Where the text of an edit is kept. */
export const editKeyOf = (threadId: string, seq: number) => `${threadId}.edit-${seq}`;

/**
 * The text in the composer, as it is kept on this device. An edit has one of its own beside it: what was typed before it
 * is there again after it.
 */
export function useUnsent(personId: string, threadId: string, intent: Intent | null) {
  const editKey = intent?.kind === "edit" ? editKeyOf(threadId, intent.seq) : null;
  const original = intent?.kind === "edit" ? intent.body : "";

  return {
    read: () => (editKey ? readUnsentText(personId, editKey) || original : readUnsentText(personId, threadId)),
    write: (text: string) => writeUnsentText(personId, editKey ?? threadId, text === original ? "" : text),
  };
}
