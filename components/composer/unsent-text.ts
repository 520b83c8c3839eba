/**
 * What somebody has typed and not sent, a text for each thread, kept on this device. In `localStorage`, because it has to
 * be there in the frame in which a conversation opens, and be kept with each key.
 */
const PREFIX = "parley.unsent.";
const listeners = new Set<() => void>();

export function readUnsentText(personId: string, threadId: string): string {
  return storage()?.getItem(keyOf(personId, threadId)) ?? "";
}

export function writeUnsentText(personId: string, threadId: string, text: string): void {
  const key = keyOf(personId, threadId);
  try {
    if (text) storage()?.setItem(key, text);
    else storage()?.removeItem(key);
  } catch {
    // The storage is full: the text stays in the field, where it is typed.
  }
  for (const listener of listeners) listener();
}

/** Forgets everything that a person has typed and not sent. */
export function wipeUnsentTexts(personId: string): void {
  const keys = Object.keys(storage() ?? {}).filter((key) => key.startsWith(keyOf(personId, "")));
  for (const key of keys) storage()?.removeItem(key);
  for (const listener of listeners) listener();
}

export function hasUnsentText(personId: string): boolean {
  return Object.keys(storage() ?? {}).some((key) => key.startsWith(keyOf(personId, "")));
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

function keyOf(personId: string, threadId: string): string {
  return `${PREFIX}${personId}.${threadId}`;
}

/** A browser may forbid it altogether. */
function storage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}
