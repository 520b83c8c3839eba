import { z } from "zod";
import type { Transaction } from "@/db/client";
import { ENTERING, enterWords, findPlacesAfter, holdUnentered } from "@/db/message-words";
import { vectorOf } from "@/lib/search/matching";

export { ENTERING };

/** Messages that are looked at in one transaction, in which they cannot be changed. */
const BATCH = 200;

/** The last message that was looked at, in the order of threads and places; at the beginning there is none. */
const Entering = z.object({ threadId: z.uuid(), seq: z.int() }).partial();

/** Enters the next messages under their words, those that are not entered yet: what was written before there was search. */
export async function enteringStep(tx: Transaction, payload: unknown) {
  const { threadId, seq } = Entering.parse(payload);
  const places = await findPlacesAfter(tx, threadId && seq !== undefined ? { threadId, seq } : null, BATCH);
  const unentered = await holdUnentered(
    tx,
    places.filter(({ isEntered }) => !isEntered),
  );
  await enterWords(
    tx,
    unentered.map(({ body, files, ...place }) => ({ ...place, words: vectorOf(body, files ?? []) })),
  );
  const last = places.at(-1);
  return { left: last ? { threadId: last.threadId, seq: last.seq } : null, announcements: [] };
}
