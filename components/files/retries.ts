import { waitBefore, waitOf } from "@/components/connection/backoff";

/** When files are tried again that did not come through. */
export function createRetries(onDue: (id: string) => void) {
  const failures = new Map<string, number>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  function end(id: string): void {
    clearTimeout(timers.get(id));
    timers.delete(id);
  }

  return {
    /** After the time that the server named, in seconds; when it named none, or was not reached, later and later. */
    later(id: string, retryAfter: number | undefined): void {
      const attempt = failures.get(id) ?? 0;
      failures.set(id, attempt + 1);
      const wait = retryAfter === undefined ? waitBefore(attempt) : waitOf(retryAfter);
      timers.set(
        id,
        setTimeout(() => {
          end(id);
          onDue(id);
        }, wait),
      );
    },
    isWaiting: (id: string) => timers.has(id),
    waiting: () => [...timers.keys()],
    /** It does not wait any longer. */
    end,
    /** It came through: the next failure is its first one. */
    forget: (id: string) => void failures.delete(id),
  };
}
