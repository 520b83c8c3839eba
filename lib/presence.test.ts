import { expect, test } from "vitest";
import { castOfThree } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import { acquaintancesOf, keepLastSeen } from "./presence";

setStage();

test("when somebody was last seen is kept, only forwards, and told to those who share a thread with them", async () => {
  const { ana, ben, eve } = await castOfThree();
  const [noon, later] = [new Date("2026-11-03T12:00:00Z"), new Date("2026-11-03T12:05:00Z")];
  await keepLastSeen([]);
  await keepLastSeen([ben, eve].map(({ id }) => ({ id, lastSeenAt: later })));
  await keepLastSeen([{ id: ben.id, lastSeenAt: noon }]);
  const asked = { personIds: [ana.id, ben.id, eve.id] };
  expect(await acquaintancesOf(ana, asked)).toEqual([{ id: ben.id, presenceOn: true, lastSeenAt: later }]);
  expect(await acquaintancesOf(eve, asked)).toEqual([]);
});
