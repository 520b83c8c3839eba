import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { type RequestContext, resumeRequest } from "@/lib/request";
import { beginTrace, isTracing } from "@/lib/tracing";
import { isDull, routeOf } from "./routes";

/** Tells a person how a request of theirs is called in the log. */
const ID_HEADER = "X-Request-Id";

/** Gives a request its name, and says how it went when it is over. To be asked before anything changes the request. */
export function watchRequest(request: IncomingMessage, response: ServerResponse, context: RequestContext): void {
  const { method = "", url } = request;
  const route = routeOf(url);
  const isAction = isActionIn(request);
  const began = performance.now();
  response.setHeader(ID_HEADER, context.id);

  response.once("close", () => {
    const ms = performance.now() - began;
    // Whoever went away before the answer was whole was not served, whatever its status says.
    const gone = !response.writableFinished && { cause: "gone" };
    const details = { method, route, status: response.statusCode, ms: Math.round(ms), ...gone };
    metrics().httpSeconds.observe({ route: isAction ? "action" : route }, ms / 1_000);
    resumeRequest(context, () =>
      isDull(route) ? log.debug("request", details) : log.info(isAction ? "action" : "request", details),
    );
  });
}

/** Does the work of a request within a trace of its own, from here until its answer is out. Nobody's `traceparent` is believed. */
export function traceRequest(
  request: IncomingMessage,
  response: ServerResponse,
  { id }: RequestContext,
  work: () => Promise<void>,
): Promise<void> {
  const route = routeOf(request.url);
  if (!isTracing() || isDull(route)) return work();

  const method = request.method ?? "";
  const details = { "http.request.method": method, "http.route": route, "parley.request_id": id };
  return beginTrace(isActionIn(request) ? "action" : `${method} ${route}`, details, async (note) => {
    const isOver = new Promise((resolve) => response.once("close", resolve));
    await work();
    await isOver;
    note({ "http.response.status_code": response.statusCode });
  });
}

const isActionIn = ({ method, headers }: IncomingMessage) => method === "POST" && headers["next-action"] !== undefined;
