import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { listMessages, sendMessages } from "@/lib/messages";
import { castOfThree, draft, say } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import { vectorOf } from "./matching";

setStage();

/** Each of its signs is folded into a sentence of 33 bytes, and no two runs of it are alike. */
function longWhenFolded(length: number, seed: number): string {
  let [text, number] = ["", seed + 1];
  while (text.length < length) {
    number = (number * 48_271) % 2_147_483_647;
    text += `ﷺ.${(number % 36).toString(36)}`;
  }
  return text.slice(0, length);
}

test("a message with more words than PostgreSQL keeps is sent all the same", async () => {
  const { ana, threadId } = await castOfThree();
  const body = longWhenFolded(10_000, 1);
  const outcome = await sendMessages(ana, { viewerId: ana.id, threadId, drafts: [draft(body)] });
  expect(outcome).toMatchObject([{ ok: true, value: { body } }]);
  await say(ana, threadId, "Noodles?");
  const { messages } = await listMessages(ana, { viewerId: ana.id, threadId, before: 9 });
  expect(messages.map(({ seq }) => seq)).toEqual([1, 2]);
});

test("the words of a message fit, however many files it has and however they are called", async () => {
  const files = Array.from({ length: 100 }, (_, at) => ({ name: longWhenFolded(255, at) }));
  const vector = vectorOf(longWhenFolded(10_000, 101), files);
  expect(Buffer.byteLength(vector)).toBeGreaterThan(900_000);
  const [kept] = await database().execute<{ words: number }>(sql`select length(${vector}::tsvector) as words`);
  expect(kept?.words).toBeGreaterThan(1_000);
});
