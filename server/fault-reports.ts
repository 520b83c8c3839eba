import { randomUUID } from "node:crypto";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { Dsn } from "@/lib/dsn";
import { type FaultReport, setFaultReporter } from "@/lib/fault-reports";
import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { version } from "./version";

/** A fault that comes back with every request says nothing new after these. */
const MOST_A_MINUTE = 30;
const MINUTE_MS = 60_000;
/** How long a receiver may take, and how long the end of the process waits for it. */
const ANSWER_MS = 5_000;
const FLUSH_MS = 2_000;

type Place = { dsn: Dsn | null; environment: string };

/**
 * Tells a receiver that speaks Sentry's protocol of each fault, if there is one. Whatever becomes of a report, it is counted;
 * that reports are not taken is one line in the log, until one is taken again. Answers how to wait for what is on its way.
 */
export function startFaultReports({ dsn, environment }: Place): () => Promise<void> {
  if (!dsn) return async () => {};
  const release = `parley@${version()}`;
  const underWay = new Set<Promise<void>>();
  let minute = { endsAt: 0, sent: 0 };
  let silentUntil = 0;
  let isDown = false;

  setFaultReporter((report) => {
    const now = Date.now();
    if (now >= minute.endsAt) minute = { endsAt: now + MINUTE_MS, sent: 0 };
    if (now < silentUntil || minute.sent >= MOST_A_MINUTE) return metrics().faultReports.inc({ result: "left out" });
    minute.sent += 1;
    const sending = post(dsn, envelopeOf(report, { release, environment })).then(
      ({ status, retryAfter }) => {
        if (status === 429) silentUntil = Date.now() + retryAfter * 1_000;
        noteReport(status < 300);
      },
      () => noteReport(false),
    );
    underWay.add(sending);
    sending.then(() => underWay.delete(sending));
  });

  function noteReport(isTaken: boolean): void {
    metrics().faultReports.inc({ result: isTaken ? "taken" : "failed" });
    if (!isTaken && !isDown) log.warn("fault reports are not taken");
    isDown = !isTaken;
  }

  return async () => {
    const timer = new Promise((resolve) => setTimeout(resolve, FLUSH_MS).unref());
    await Promise.race([Promise.all(underWay), timer]);
  };
}

type Answer = { status: number; retryAfter: number };

/** Not with `fetch`, which Next replaces within its pages. */
function post({ url, key }: Dsn, body: string): Promise<Answer> {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  const headers = {
    "Content-Type": "application/x-sentry-envelope",
    "Content-Length": Buffer.byteLength(body),
    "X-Sentry-Auth": `Sentry sentry_version=7, sentry_client=parley/${version()}, sentry_key=${key}`,
  };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: "POST", headers, signal: AbortSignal.timeout(ANSWER_MS) });
    asked.on("error", reject).on("response", (answer) => {
      answer.resume().on("error", () => {});
      const seconds = Number(answer.headers["retry-after"] ?? Number.NaN);
      resolve({ status: answer.statusCode ?? 0, retryAfter: seconds >= 0 ? seconds : MINUTE_MS / 1_000 });
    });
    asked.end(body);
  });
}

/** One event, as https://develop.sentry.dev/sdk/foundations/envelopes/ has it: three lines of JSON. */
function envelopeOf(
  { where, fault, requestId, personId }: FaultReport,
  { release, environment }: { release: string; environment: string },
): string {
  const { name, said, stack, code, constraint } = fault;
  const id = randomUUID().replaceAll("-", "");
  const event = {
    event_id: id,
    timestamp: Date.now() / 1_000,
    platform: "node",
    level: "error",
    logger: "parley",
    release,
    environment,
    tags: { where, request_id: requestId, code, constraint },
    ...(personId && { user: { id: personId } }),
    exception: { values: [{ type: name, value: said, stacktrace: { frames: stack.map(frameOf).reverse() } }] },
  };
  const lines = [{ event_id: id, sent_at: new Date().toISOString() }, { type: "event" }, event];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** From a line of V8's, `name (file:line:column)` or without a name. */
function frameOf(line: string) {
  const [, name, file = line, row, column] = /^(?:(.*) \()?(.*?):(\d+):(\d+)\)?$/.exec(line) ?? [];
  return {
    filename: file,
    function: name ?? "?",
    ...(row && { lineno: Number(row), colno: Number(column) }),
    in_app: !/node_modules|^node:/.test(file),
  };
}
