import type { SayTyping } from "@/lib/wire/typing";
import { createPace } from "./pace";

/** An honest tab says every three seconds that its person goes on typing, and begins anew after each message. */
const WORDS = 10;
const WITHIN_MS = 10_000;

/** What one socket says of typing is passed on about as seldom as an honest tab says it. */
export function createTypingGate(now?: () => number) {
  const typing = new Set<string>();
  const isInTime = createPace(WORDS, WITHIN_MS, now);

  return function passes({ threadId, isTyping }: SayTyping): boolean {
    if (!isTyping) return typing.delete(threadId);
    if (!isInTime()) return false;
    typing.add(threadId);
    return true;
  };
}
