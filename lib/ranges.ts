import type { ByteRange } from "@/lib/storage";

/**
 * The part of `size` bytes that a `Range` header asks for (RFC 9110, section 14): one range of bytes. Null is all of it,
 * which also answers several ranges and what nobody understands.
 */
export function rangeOf(header: string | null, size: number): ByteRange | "unsatisfiable" | null {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (!first && !last) return null;

  if (!first) {
    const start = Math.max(0, size - Number(last));
    return Number(last) > 0 ? { start, end: size - 1 } : "unsatisfiable";
  }
  const [start, end] = [Number(first), last ? Math.min(Number(last), size - 1) : size - 1];
  if (last && Number(last) < start) return null;
  return start < size ? { start, end } : "unsatisfiable";
}
