import { z } from "zod";

/** What PostgreSQL cannot keep: the null character, and half of a surrogate pair. */
const UNKEEPABLE = /\0|\p{Surrogate}/u;

/** Text that people write, of at most so many UTF-16 units. */
export function text(most: number) {
  return z
    .string()
    .max(most)
    .refine((written) => !UNKEEPABLE.test(written));
}
