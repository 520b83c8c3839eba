import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { isUnavailable } from "@/db/failure";
import { logFault } from "@/lib/log";
import { Refusal } from "@/lib/refusal";
import type { Outcome, Refused } from "@/lib/wire/outcome";

/** How every door answers: parse the input, do it, and say honestly how it went. It never throws. */
export async function answer<Input, Value>(
  schema: z.ZodType<Input>,
  input: unknown,
  handle: (input: Input) => Promise<Value>,
): Promise<Outcome<Value>> {
  try {
    const parsed = schema.safeParse(input);
    if (!parsed.success) throw new Refusal("invalid-input");
    return { ok: true, value: await handle(parsed.data) };
  } catch (error) {
    return refused(error);
  }
}

function refused(error: unknown): Refused {
  if (error instanceof Refusal) return { ok: false, code: error.code };

  const requestId = randomUUID();
  logFault(requestId, error);
  return { ok: false, code: isUnavailable(error) ? "unavailable" : "unexpected", requestId };
}
