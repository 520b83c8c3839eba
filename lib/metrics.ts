import { Counter, Gauge, Histogram, Registry } from "prom-client";
import { processWide } from "@/db/process-wide";

/** Seconds; from what one cannot feel to where an answer is given up. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export type Metrics = ReturnType<typeof createMetrics>;

const shared = processWide<Metrics>("metrics");

/**
 * What this process has counted since it began, in its pages and its sockets alike. Counting costs next to nothing, so it
 * is always done; `server/metrics.ts` tells it to whoever has the token.
 */
export function metrics(): Metrics {
  if (!shared.peek()) shared.set(createMetrics());
  return shared.get();
}

/** For whatever limits something: that a request was refused for coming too often. `name` is one of the limits' own. */
export function countRateLimited(name: string): void {
  metrics().rateLimited.inc({ name });
}

/** Label values are ours alone, few and known: nothing that a client sends becomes one. */
function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const seconds = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Histogram({ name, help, labelNames, registers, buckets: SECONDS });

  return {
    registry,
    sendSeconds: seconds("send_seconds", "One call that sends drafts, by what became of them.", ["result"]),
    commitToPushSeconds: seconds("commit_to_push_seconds", "From the announcement after a commit to the push."),
    duplicateSends: counter("duplicate_sends_total", "Drafts that had become a message before."),
    gapFills: counter("gap_fills_total", "Threads of which a tab was given what it had missed.", ["cause"]),
    tabGaps: counter("tab_gaps_total", "Gaps that tabs say they have met."),
    oldestDraftSeconds: gauge("oldest_draft_seconds", "The longest that a draft waits in a tab that is connected."),
    sweepFound: counter("sweep_found_total", "What this process was never told of in time: silent loss."),
    sockets: gauge("sockets", "Sockets that are open."),
    socketQueueMax: gauge("socket_queue_max", "The most packets that have waited for one socket since the last look."),
    slowDisconnects: counter("slow_disconnects_total", "Sockets that were cut for reading too slowly."),
    evictions: counter("evictions_total", "Sockets that were put out of a thread, or out altogether.", ["cause"]),
    busFailures: counter("bus_failures_total", "What Redis did not carry, and tries in vain to reach it."),
    pgPool: gauge("pg_pool", "Work with the database: on a connection of the pool, and waiting for one.", ["state"]),
    eventLoopDelaySeconds: gauge("event_loop_delay_seconds", "How late timers are, since the last look.", ["quantile"]),
    signInFailures: counter("sign_in_failures_total", "Sign-ins with a wrong name or password."),
    rateLimited: counter("rate_limited_total", "Requests that were refused for coming too often.", ["name"]),
    faultReports: counter("fault_reports_total", "Faults of which SENTRY_DSN was to be told.", ["result"]),
    httpSeconds: seconds("http_seconds", "Requests over HTTP, by the pattern of their address.", ["route"]),
    uploadsBytes: counter("uploads_bytes_total", "Bytes of files that have come in."),
    searchSeconds: seconds("search_seconds", "Searches, by how they were carried out.", ["class"]),
  };
}
