import { keptTexts } from "@/components/kept-texts";

/**
 * Where somebody was reading when they left a conversation, for each one, kept by this tab and over a reload. Only what
 * is not the end: whoever comes back finds the end without it. Where nothing can be kept one begins at what is unread,
 * or at the end.
 */
const places = keptTexts("place", "sessionStorage");

/** The message `seq` began `top` pixels below the upper edge of the log, when the thread went as far as `newest`. */
export type Place = { seq: number; top: number; newest: number };

let isWiped = false;

export function readPlace(personId: string, threadId: string): Place | null {
  const [seq, top, newest] = places.read(personId, threadId).split(" ").map(Number);
  return seq && newest && Number.isFinite(top) ? { seq, top: top ?? 0, newest } : null;
}

export function writePlace(personId: string, threadId: string, place: Place | null): void {
  if (isWiped) return;
  places.write(personId, threadId, place ? `${place.seq} ${Math.round(place.top)} ${place.newest}` : "");
}

/** Forgets where a person was reading, and what this page would still note as it is left. */
export function wipePlaces(personId: string): void {
  isWiped = true;
  places.wipe(personId);
}
