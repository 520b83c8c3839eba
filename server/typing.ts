import { LIMITS } from "@/lib/limits";
import type { SayTyping } from "@/lib/wire/typing";
import { createPace } from "./pace";

/** What one socket says of typing is passed on about as seldom as an honest tab says it. */
export function createTypingGate(now?: () => number) {
  const typing = new Set<string>();
  const isInTime = createPace(LIMITS.typing, now);

  return function passes({ threadId, isTyping }: SayTyping): boolean {
    if (!isTyping) return typing.delete(threadId);
    if (!isInTime()) return false;
    typing.add(threadId);
    return true;
  };
}
