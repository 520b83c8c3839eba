import { refused } from "@/lib/answer";
import { Refusal } from "@/lib/refusal";
import type { Outcome } from "@/lib/wire/outcome";

/** Bodies that a process holds in memory at the same time. */
const MOST_HELD = 10;

/** Whose body is being held: of each person one. */
const holders = new Set<string>();

/**
 * Holds a person's request body for the work, null when it is longer than `most` bytes. Of more than a process can hold at
 * once the others are told to come again.
 */
export async function holdBody<Value>(
  { personId, body, most }: { personId: string; body: ReadableStream<Uint8Array> | null; most: number },
  work: (held: Buffer | null) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  if (holders.size >= MOST_HELD || holders.has(personId)) return refused(new Refusal("unavailable"));
  holders.add(personId);
  try {
    return await work(await readBody(body, most));
  } finally {
    holders.delete(personId);
  }
}

/** A request's body, or null when it is longer than `most` bytes: what goes beyond is never held. */
export async function readBody(body: ReadableStream<Uint8Array> | null, most: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
