import type { Outcome } from "@/lib/wire/outcome";

/** What says it in HTTP too when whoever asked shall wait: whole seconds. */
export function retryAfter(outcome: Outcome<unknown>): Record<string, string> {
  const seconds = outcome.ok ? undefined : outcome.retryAfter;
  return seconds === undefined ? {} : { "Retry-After": String(Math.ceil(seconds)) };
}
