import { expect, test, vi } from "vitest";
import { searchMessages } from "@/lib/search";
import { type Found, look } from "@/lib/search/look";
import { castOfThree } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

vi.mock("@/lib/search/look", () => ({ look: vi.fn() }));
setStage();

test("a few searches go on at once and some wait; whoever comes then is told to try again", async () => {
  let finish = (_found: Found) => {};
  const found = new Promise<Found>((resolve) => (finish = resolve));
  vi.mocked(look).mockReturnValue(found);
  const { ben } = await castOfThree();
  const refused: string[] = [];
  const searches = Array.from({ length: 30 }, () =>
    searchMessages(ben, { q: "noodles", order: "newest", zone: "UTC", today: "2026-11-23" }).catch(({ code }) => {
      refused.push(code);
    }),
  );

  await expect.poll(() => refused).toEqual(Array.from({ length: 10 }, () => "unavailable"));
  expect(look).toHaveBeenCalledTimes(3);
  finish({ hits: [], lookedUntil: null });
  await Promise.all(searches);
  expect(look).toHaveBeenCalledTimes(20);
});
