import pino from "pino";
import { processWide } from "@/db/process-wide";
import { faultOf } from "@/lib/fault";
import { faultReporter } from "@/lib/fault-reports";
import { currentRequest } from "@/lib/request";

export const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * All that a line may say beside what happened, when, in which request and of whom. There is no field for what people
 * write, nor for the names that they give to anything. Times are in milliseconds.
 */
type Details = {
  event?: string;
  method?: string;
  /** The pattern of an address, never the address: some hold tokens, or what somebody looks for. */
  route?: string;
  status?: number;
  ms?: number;
  code?: string;
  cause?: string;
  threadId?: string;
  rev?: number;
  count?: number;
  new?: number;
  duplicate?: number;
  port?: number;
  said?: string;
};

const shared = processWide<pino.Logger>("log");

/** What takes lines, each with its newline, as a stream does. */
type Writers = { out: (line: string) => void; error: (line: string) => void };

/** Where lines go from now on, and which: faults to one place, everything else to the other. */
export function setLog(level: LogLevel, { out, error }: Writers): void {
  const streams = [
    { level: "debug", stream: { write: out } },
    { level: "error", stream: { write: error } },
  ] as const;
  shared.set(
    pino(
      {
        level,
        base: { pid: process.pid },
        timestamp: pino.stdTimeFunctions.isoTime,
        formatters: { level: (label) => ({ level: label }) },
        mixin: ofRequest,
      },
      pino.multistream([...streams], { dedupe: true }),
    ),
  );
}

function ofRequest(): object {
  const { id: requestId, personId } = currentRequest() ?? {};
  return { ...(requestId && { requestId }), ...(personId && { personId }) };
}

/** Before the process has said where, what is wrong goes where it always does. */
function logger(): pino.Logger {
  if (!shared.peek()) {
    const write = (line: string) => process.stderr.write(line);
    setLog("warn", { out: write, error: write });
  }
  return shared.get();
}

/** `what` happened, in words that are always the same. One JSON object a line, whatever is in it. */
export const log = {
  debug: (what: string, details: Details = {}) => logger().debug(details, what),
  info: (what: string, details: Details = {}) => logger().info(details, what),
  warn: (what: string, details: Details = {}) => logger().warn(details, what),
};

const told = processWide<WeakSet<object>>("told-faults");

/** One line for a fault of ours, once, however many hear of it. `where` is a part of Parley. */
export function logFault(where: string, error: unknown, details: Details = {}): void {
  if (typeof error === "object" && error !== null) {
    const faults = told.peek() ?? new WeakSet();
    told.set(faults);
    if (faults.has(error)) return;
    faults.add(error);
  }
  const fault = faultOf(error);
  logger().error({ ...details, where, error: fault }, "fault");
  const { id: requestId, personId } = currentRequest() ?? {};
  faultReporter()?.({ where, fault, ...(requestId && { requestId }), ...(personId && { personId }) });
}
