/**
 * Where somebody was reading when they left a conversation, for each one, kept by this tab and over a reload. Only what
 * is not the end: whoever comes back finds the end without it.
 */
const PREFIX = "parley.place.";

/** The message `seq` began `top` pixels below the upper edge of the log, when the thread went as far as `newest`. */
export type Place = { seq: number; top: number; newest: number };

let isWiped = false;

export function readPlace(personId: string, threadId: string): Place | null {
  const [seq, top, newest] = (storage()?.getItem(keyOf(personId, threadId)) ?? "").split(" ").map(Number);
  return seq && newest && Number.isFinite(top) ? { seq, top: top ?? 0, newest } : null;
}

export function writePlace(personId: string, threadId: string, place: Place | null): void {
  const key = keyOf(personId, threadId);
  if (isWiped) return;
  try {
    if (place) storage()?.setItem(key, `${place.seq} ${Math.round(place.top)} ${place.newest}`);
    else storage()?.removeItem(key);
  } catch {
    // The storage is full: who comes back begins where the unread messages do, or at the end.
  }
}

/** Forgets where a person was reading, and what this page would still note as it is left. */
export function wipePlaces(personId: string): void {
  isWiped = true;
  const keys = Object.keys(storage() ?? {}).filter((key) => key.startsWith(keyOf(personId, "")));
  for (const key of keys) storage()?.removeItem(key);
}

function keyOf(personId: string, threadId: string): string {
  return `${PREFIX}${personId}.${threadId}`;
}

/** A browser may forbid it altogether. */
function storage(): Storage | undefined {
  try {
    return window.sessionStorage;
  } catch {
    return undefined;
  }
}
