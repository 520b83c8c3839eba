import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Activity, Presence } from "@/lib/wire/presence";
import { createPresenceWatch } from "./watch";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const presenceOf = (personId: string, state: Presence["state"] = "online"): Presence => ({
  ...{ personId, state, lastSeenAt: null },
});

function rehearse() {
  const [said, asked]: [Activity[], string[][]] = [[], []];
  let act: (activity: Activity) => void = () => {};
  const watch = createPresenceWatch({
    say: (state) => said.push(state),
    async watch(personIds) {
      asked.push(personIds);
      return personIds.map((id) => presenceOf(id));
    },
    watchActivity(onChange) {
      act = onChange;
      onChange("online");
      return () => {};
    },
  });
  return { ...watch, said, asked, act: (activity: Activity) => act(activity) };
}

test("the people on screen are asked for together, and again when somebody new is", async () => {
  const { want, of, asked } = rehearse();
  want("ben");
  want("ben");
  const release = want("cleo");
  await vi.advanceTimersByTimeAsync(50);
  expect([asked, of("ben")?.state]).toEqual([[["ben", "cleo"]], "online"]);
  release();
  want("dora");
  await vi.advanceTimersByTimeAsync(50);
  expect(asked[1]).toEqual(["ben", "dora"]);
  expect(of("cleo")).toBeUndefined();
});

test("of more people than the server answers for, those that came last are asked for", async () => {
  const { want, asked } = rehearse();
  for (let number = 0; number < 201; number += 1) want(`${number}`);
  await vi.advanceTimersByTimeAsync(50);
  expect([asked[0]?.length, asked[0]?.[0]]).toEqual([200, "1"]);
});

test("what is heard stays until the next answer, and a tab says that it is there at each change and all the while", async () => {
  const { want, of, hear, start, said, act, beat } = rehearse();
  const stop = start();
  want("ben");
  await vi.advanceTimersByTimeAsync(50);
  hear(presenceOf("ben", "away"));
  expect(of("ben")?.state).toBe("away");
  act("away");
  await vi.advanceTimersByTimeAsync(25_000);
  beat();
  expect(said).toEqual(["online", "away", "away", "away"]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(of("ben")?.state).toBe("online");
  stop();
  expect(vi.getTimerCount()).toBe(0);
});
