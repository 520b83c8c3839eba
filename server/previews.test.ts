import { expect, test } from "vitest";
import { listMessages } from "@/lib/messages";
import { castOfThree, say } from "@/tests/stage/cast";
import { type Answering, aPage, setOutside } from "@/tests/stage/outside";
import { openPreviews, turnPreviews } from "@/tests/stage/previews";
import { setStage } from "@/tests/stage/stage";
import { startPreviews } from "./previews";

setStage();
const outside = setOutside();

test("four pages are fetched at once and no more, and what is under way at the end is broken off and left", async () => {
  const { ana, threadId } = await castOfThree();
  await turnPreviews(true);
  const waiting: (() => void)[] = [];
  const answer = aPage("<title>Noodles</title>");
  const wait: Answering = (request, response) => waiting.push(() => answer(request, response));
  for (const number of [1, 2, 3, 4, 5, 6]) {
    outside.pages.set(`${number}.example.org/`, wait);
    await say(ana, threadId, `http://${number}.example.org/`);
  }
  const stop = startPreviews(outside.reach);
  await expect.poll(() => waiting.length, { timeout: 60_000 }).toBe(4);
  await say(ana, threadId, "Noodles?");
  expect((await openPreviews()).filter(({ attempts }) => attempts > 0)).toHaveLength(4);
  for (const answer of waiting) answer();
  await expect.poll(() => waiting.length, { timeout: 60_000 }).toBe(6);
  await stop();

  expect(outside.requests).toHaveLength(6);
  expect(await openPreviews()).toHaveLength(2);
  const { messages } = await listMessages(ana, { viewerId: ana.id, threadId, before: 99 });
  expect(messages.filter(({ preview }) => preview?.title === "Noodles")).toHaveLength(4);
});
