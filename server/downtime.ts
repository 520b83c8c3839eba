import type { IncomingMessage, ServerResponse } from "node:http";
import { isDatabaseReady } from "@/db/availability";
import { DOWNTIME_HEADER, DOWNTIME_NOTICE, DOWNTIME_RETRY } from "@/lib/downtime";

/** A page that waits comes back after two to five seconds, so that all of them do not come at once. */
const refreshSeconds = () => 2 + Math.floor(Math.random() * 4);

/**
 * Without the database no page can be made, and a route could take a session that it cannot look up for one that has
 * ended. Then everything but files and actions, which answer with an outcome, is 503. True when Next is to go on: with
 * what was asked for, or with the page that says so.
 */
export async function passDowntime(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  if (!needsDatabase(request) || (await isDatabaseReady())) return true;

  response.statusCode = 503;
  setRetry(response);
  if (isForPeople(request)) {
    showDowntime(request, response);
    return true;
  }
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("Content-Type", "text/plain");
  response.end(DOWNTIME_NOTICE);
  return false;
}

/** What Next began and could not finish because the database went away meanwhile is no fault of ours: 503, not 500. */
export function mendStatus(response: ServerResponse, metDowntime: () => boolean): void {
  const { writeHead } = response;
  response.writeHead = (status: number, ...rest: unknown[]) => {
    const isDowntime = status === 500 && metDowntime();
    if (isDowntime) setRetry(response);
    return Reflect.apply(writeHead, response, [isDowntime ? 503 : status, ...rest]);
  };
}

function setRetry(response: ServerResponse): void {
  response.setHeaders(new Headers(DOWNTIME_RETRY));
}

function needsDatabase({ url = "", headers }: IncomingMessage): boolean {
  return !headers["next-action"] && !/^\/_next\/|^[^?]*\.\w+(\?|$)/.test(url);
}

/** Not for a script: a route, or the part of a page that an open tab asks for. */
function isForPeople({ url = "", headers }: IncomingMessage): boolean {
  return !url.startsWith("/api/") && !headers.rsc;
}

/** Where a form was sent, the browser would come back without it: whoever wrote it sends it again. */
function showDowntime(request: IncomingMessage, response: ServerResponse): void {
  const isPage = request.method === "GET" || request.method === "HEAD";
  if (isPage) response.setHeader("Refresh", refreshSeconds());
  request.headers[DOWNTIME_HEADER] = isPage ? "page" : "form";
  request.method = "GET";
  request.url = "/unavailable";
}
