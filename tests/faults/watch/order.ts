import { createHash } from "node:crypto";

/** Eight hex digits that are the same only for the same ids in the same order. */
export function orderOf(ids: readonly string[]): string {
  return createHash("sha256").update(ids.join("\n")).digest("hex").slice(0, 8);
}
