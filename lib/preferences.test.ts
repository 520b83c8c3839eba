import { expect, test } from "vitest";
import { castOfThree } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import { preferencesOf, updatePreferences } from "./preferences";

const { announced } = setStage();
const all = { receiptsOn: true, typingOn: true, presenceOn: true };

test("everything is told until somebody says otherwise; only what they name changes, of nobody but themselves", async () => {
  const { ana, ben } = await castOfThree();
  expect(await preferencesOf(ana)).toEqual(all);
  const preferences = await updatePreferences(ana, { viewerId: ana.id, change: { receiptsOn: false } });
  expect(preferences).toEqual({ ...all, receiptsOn: false });
  expect(await preferencesOf(ana)).toEqual(preferences);
  expect(await preferencesOf(ben)).toEqual(all);
  expect(announced.at(-1)).toEqual({ type: "preferences:changed", userId: ana.id, preferences });
});
