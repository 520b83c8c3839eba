import { AsyncLocalStorage } from "node:async_hooks";
import { isUnavailable } from "@/db/failure";
import { processWide } from "@/db/process-wide";

/**
 * The server's word to the page about its downtime, in a header that the gate takes from everybody else: what the request
 * was, "page" or "form".
 */
export const DOWNTIME_HEADER = "x-parley-downtime";

/** What is not for people is told so, and when to come back: a 503 with this header and this body. */
export const DOWNTIME_RETRY = { "Retry-After": "1" };
export const DOWNTIME_NOTICE = "Parley cannot reach its database.\n";

const shared = processWide<AsyncLocalStorage<{ isMet: boolean }>>("downtime");

/** Does the work of one request; afterwards, and already meanwhile, `metDowntime` says how it went. */
export function watchDowntime(work: (metDowntime: () => boolean) => void): void {
  const request = { isMet: false };
  const watched = shared.peek() ?? new AsyncLocalStorage();
  shared.set(watched);
  watched.run(request, () => work(() => request.isMet));
}

/** Notes that the request under way has failed, if it has failed for want of the database. */
export function noteDowntime(error: unknown): void {
  const request = shared.peek()?.getStore();
  if (request && isUnavailable(error)) request.isMet = true;
}

/** Whether something in the request under way has failed for want of the database. */
export function metDowntime(): boolean {
  return shared.peek()?.getStore()?.isMet ?? false;
}
