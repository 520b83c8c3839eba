import type { RefusalCode } from "@/lib/wire/outcome";

/** The expected no of a use case. Everything else that is thrown is a fault of ours. */
export class Refusal extends Error {
  /** `retryAfter` is how long to wait before the next try, in seconds; of refusals of the kind `wait`. */
  constructor(
    readonly code: RefusalCode,
    readonly retryAfter?: number,
  ) {
    super(code);
  }
}
