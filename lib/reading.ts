import { currentRequest } from "@/lib/request";

/** Notes that what was sent could be read: from here on a failure is ours. */
export function noteReached(): void {
  const request = currentRequest();
  if (request) request.isReached = true;
}

/** Notes a failure of the request under way; the page that tells of it asks rules of ours, too, but only then. */
export function noteFailure(): void {
  const request = currentRequest();
  if (request && !request.isReached) request.isUnreadable = true;
}

/** Whether a request has failed, if it has, before anything of ours was asked. */
export function isUnreadable(request = currentRequest()): boolean {
  return request !== undefined && (request.isUnreadable || !request.isReached);
}
