import type { z } from "zod";
import { QUEUE_MS } from "@/db/client";
import { isUnavailable } from "@/db/failure";
import { noteDowntime } from "@/lib/downtime";
import { logFault } from "@/lib/log";
import { noteReached } from "@/lib/reading";
import { Refusal } from "@/lib/refusal";
import { currentRequest, inRequest } from "@/lib/request";
import type { Outcome, RefusalCode, Refused } from "@/lib/wire/outcome";

/**
 * How long an answer may take: less than the ten seconds after which a tab gives up by itself, so that it hears why. A
 * database that hangs ends nothing by itself.
 */
const ANSWER_MS = QUEUE_MS;

/** What is unavailable may be there again at once; whoever waited longer would be late, and shorter would be a burden. */
const RETRY_AFTER_SECONDS = 1;

/**
 * How every door answers: parse the input, do it, and say honestly how it went. It never throws, and it always answers.
 * What was begun may still be done after an `unavailable`, as after an answer that is lost on its way: whoever tries
 * again sends the same id, or does what is the same when it is done twice (all but a new group, account or link is). What has waited for its turn since `askedAt`
 * (by `performance.now()`) for so long that nobody waits for it any more is not begun.
 */
export async function answer<Input, Value>(
  schema: z.ZodType<Input>,
  input: unknown,
  handle: (input: Input) => Promise<Value>,
  askedAt = performance.now(),
): Promise<Outcome<Value>> {
  noteReached();
  try {
    const parsed = read(schema, input);
    const left = askedAt + ANSWER_MS - performance.now();
    if (left <= 0) throw new Refusal("unavailable");
    return { ok: true, value: await within(left, handle(parsed)) };
  } catch (error) {
    return refused(error);
  }
}

/** What React was told to keep for the client throws at whoever looks at it: it is no input either. */
function read<Input>(schema: z.ZodType<Input>, input: unknown): Input {
  try {
    return schema.parse(input);
  } catch {
    throw new Refusal("invalid-input");
  }
}

function within<Value>(milliseconds: number, work: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const overdue = Object.assign(new Error("There was no answer in time."), { code: "ETIMEDOUT" });
    const timer = setTimeout(() => reject(overdue), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** What whoever asked is told of what was thrown. */
export function refused(error: unknown): Refused {
  if (error instanceof Refusal) return refusal(error.code, error.retryAfter);

  const request = currentRequest();
  if (!request) return inRequest({}, () => refused(error));
  logFault("answer", error);
  noteDowntime(error);
  return { ...refusal(isUnavailable(error) ? "unavailable" : "unexpected"), requestId: request.id };
}

function refusal(code: RefusalCode, retryAfter = code === "unavailable" ? RETRY_AFTER_SECONDS : undefined): Refused {
  return { ok: false, code, ...(retryAfter !== undefined && { retryAfter }) };
}
