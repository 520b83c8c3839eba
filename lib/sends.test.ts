import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { setLimiter } from "@/lib/limiter";
import { LIMITS } from "@/lib/limits";
import { listMessages, sendMessages } from "@/lib/messages";
import { createLimiter } from "@/server/limiter";
import { castOfThree, draft } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

setStage();
beforeEach(() => setLimiter(createLimiter({ factor: 7 / LIMITS.send.points, redisUrl: undefined }).limiter));
afterEach(() => setLimiter(null));

test("of a list as many are sent as there is room for, the first of the others stops it, and nobody else waits", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const drafts = Array.from({ length: 9 }, (_, number) => draft(`${number}`));
  const sent = await sendMessages(ana, { viewerId: ana.id, threadId, drafts });
  expect(sent.map((outcome) => (outcome.ok ? outcome.value.body : outcome.code))).toEqual([
    ...["0", "1", "2", "3", "4", "5", "6"],
    "too-fast",
  ]);
  expect(sent[7]).toMatchObject({ retryAfter: LIMITS.send.seconds });

  const again = await sendMessages(ana, { viewerId: ana.id, threadId, drafts: drafts.slice(7) });
  expect(again).toMatchObject([{ code: "too-fast" }]);
  const bens = await sendMessages(ben, { viewerId: ben.id, threadId, drafts: [draft("Me too", randomUUID())] });
  expect(bens).toMatchObject([{ ok: true }]);

  const { messages } = await listMessages(ana, { viewerId: ana.id, threadId, before: 100 });
  expect(messages.map(({ body }) => body)).toEqual(["0", "1", "2", "3", "4", "5", "6", "Me too"]);
});
