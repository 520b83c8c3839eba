import { createHash } from "node:crypto";

const NAMESPACE = "0b6ff1de1c5b4a4f9a3f0d6f4b9a7c11";

/** The id of the thread between two people: the UUIDv5 (RFC 9562 §5.5) of their sorted ids, so there can be only one. */
export function directThreadId(one: string, other: string): string {
  const pair = [one, other].sort().join(":");
  const hash = createHash("sha1").update(Buffer.from(NAMESPACE, "hex")).update(pair).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
