import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { collectDefaultMetrics } from "prom-client";
import { poolLoad } from "@/db/client";
import { logFault } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import type { LiveServer } from "./live";
import { takeLongestQueue } from "./slow-reader";

const QUANTILES = [0.5, 0.9, 0.99, 1];
const NANOSECONDS = 1e9;

/** From now on there is somebody to ask: measures too what costs something, and what is only known at the moment. */
export function startMetrics(io: LiveServer): void {
  const { registry, pgPool, sockets, socketQueueMax, oldestDraftSeconds, eventLoopDelaySeconds } = metrics();
  collectDefaultMetrics({ register: registry });
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();

  Object.assign(eventLoopDelaySeconds, {
    collect() {
      // A look within the first moments has nothing to tell.
      if (delay.count === 0) return;
      for (const quantile of QUANTILES) {
        eventLoopDelaySeconds.set({ quantile }, delay.percentile(quantile * 100) / NANOSECONDS);
      }
      delay.reset();
    },
  });
  Object.assign(pgPool, {
    collect() {
      const { used, waiting } = poolLoad();
      pgPool.set({ state: "used" }, used);
      pgPool.set({ state: "waiting" }, waiting);
    },
  });
  Object.assign(sockets, { collect: () => sockets.set(io.sockets.sockets.size) });
  Object.assign(socketQueueMax, { collect: () => socketQueueMax.set(takeLongestQueue()) });
  Object.assign(oldestDraftSeconds, {
    collect() {
      const ages = [...io.sockets.sockets.values()].map(({ data }) => data.oldestDraftSeconds ?? 0);
      oldestDraftSeconds.set(ages.reduce((one, other) => Math.max(one, other), 0));
    },
  });
}

/** Answers `/metrics` to whoever has the token; false when something else is asked for. */
export function answerMetrics(request: IncomingMessage, response: ServerResponse, token: string): boolean {
  if (request.url !== "/metrics") return false;
  response.setHeader("Cache-Control", "no-store");
  if (!isSame(request.headers.authorization ?? "", `Bearer ${token}`)) {
    response.writeHead(401, { "Content-Type": "text/plain", "WWW-Authenticate": "Bearer" });
    response.end("This is for whoever has METRICS_TOKEN.\n");
    return true;
  }
  const { registry } = metrics();
  registry.metrics().then(
    (text) => response.writeHead(200, { "Content-Type": registry.contentType }).end(text),
    (error) => {
      logFault("metrics", error);
      response.writeHead(500).end();
    },
  );
  return true;
}

/** In the same time whatever is wrong with it. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [given, expected].map((text) => createHash("sha256").update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
