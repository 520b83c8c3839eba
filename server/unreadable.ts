import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * Next answers 500 when it cannot make out what is sent to an action: text that is no JSON, parts that refer to nothing, a
 * form without its end. That is no fault of ours, and whoever watches for those would be told of one with each: 400.
 */
export function mendUnreadable(request: IncomingMessage, response: ServerResponse, isUnreadable: () => boolean): void {
  if (request.method !== "POST") return;
  const { writeHead } = response;
  response.writeHead = (status: number, ...rest: unknown[]) =>
    Reflect.apply(writeHead, response, [status === 500 && isUnreadable() ? 400 : status, ...rest]);
}
