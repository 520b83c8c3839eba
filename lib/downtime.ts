import { isUnavailable } from "@/db/failure";
import { currentRequest } from "@/lib/request";

/**
 * The server's word to the page about its downtime, in a header that the gate takes from everybody else: what the request
 * was, "page" or "form".
 */
export const DOWNTIME_HEADER = "x-parley-downtime";

/** What is not for people is told so, and when to come back: a 503 with this header and this body. */
export const DOWNTIME_RETRY = { "Retry-After": "1" };
export const DOWNTIME_NOTICE = "Parley cannot reach its database.\n";

/** Notes that the request under way has failed, if it has failed for want of the database. */
export function noteDowntime(error: unknown): void {
  const request = currentRequest();
  if (request && isUnavailable(error)) request.isDowntimeMet = true;
}

/** Whether something in the request under way has failed for want of the database. */
export function metDowntime(): boolean {
  return currentRequest()?.isDowntimeMet ?? false;
}
