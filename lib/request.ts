import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { processWide } from "@/db/process-wide";

/** What somebody has asked this process for, over HTTP or by an event on a socket, and what it is known to be about. */
export type RequestContext = {
  /** A new UUID. What an incoming header claims is not believed. */
  readonly id: string;
  /** Who asks, once it is known. */
  personId?: string;
  /** Something in it has failed for want of the database. */
  isDowntimeMet: boolean;
  /** Rules of ours have been asked; or it failed before they were. */
  isReached: boolean;
  isUnreadable: boolean;
};

/** Next's bundle and the server's have a copy of this file each, and one request goes through both. */
const shared = processWide<AsyncLocalStorage<RequestContext>>("request");

/**
 * Does the work of a request, with everything that follows from it: `currentRequest` finds it again wherever that goes on,
 * in timers and turns too. What was announced on another node goes on here under the id that it has there.
 */
export function inRequest<Value>(
  { id = randomUUID(), personId }: { id?: string; personId?: string },
  work: (request: RequestContext) => Value,
): Value {
  const request = { id, isDowntimeMet: false, isReached: false, isUnreadable: false, ...(personId && { personId }) };
  return resumeRequest(request, () => work(request));
}

/** Goes on with a request where it is out of sight, as in the listener of an event. */
export function resumeRequest<Value>(request: RequestContext, work: () => Value): Value {
  const storage = shared.peek() ?? new AsyncLocalStorage<RequestContext>();
  shared.set(storage);
  return storage.run(request, work);
}

/** The request under way; what a process does by itself belongs to none. */
export function currentRequest(): RequestContext | undefined {
  return shared.peek()?.getStore();
}

/** Says who asks, as soon as it is known. */
export function notePerson(personId: string): void {
  const request = currentRequest();
  if (request) request.personId = personId;
}
