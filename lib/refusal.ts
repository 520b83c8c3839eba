import type { RefusalCode } from "@/lib/wire/outcome";

/** The expected no of a use case. Everything else that is thrown is a fault of ours. */
export class Refusal extends Error {
  constructor(readonly code: RefusalCode) {
    super(code);
  }
}
