import { keptTexts } from "@/components/kept-texts";

/**
 * What somebody has typed and not sent, a text for each thread, kept on this device: where it is there in the frame in
 * which a conversation opens, and can be kept with each key. A text that finds no room stays in the field.
 */
const texts = keptTexts("unsent", "localStorage");
const listeners = new Set<() => void>();

export const readUnsentText = texts.read;
export const hasUnsentText = texts.hasAny;

export function writeUnsentText(personId: string, threadId: string, text: string): void {
  texts.write(personId, threadId, text);
  for (const listener of listeners) listener();
}

/** Forgets everything that a person has typed and not sent. */
export function wipeUnsentTexts(personId: string): void {
  texts.wipe(personId);
  for (const listener of listeners) listener();
}

/** Calls back when a text changes, in this tab or in another one. */
export function onUnsentText(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}
