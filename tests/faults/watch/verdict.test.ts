import { expect, test } from "vitest";
import { type Count, count, NOTHING_LOST } from "./count";
import { verdictOf } from "./verdict";

const CALM = { isBobCut: false, isServerDown: false, isDatabaseStopped: false };
const NONE = { alice: 0, bob: 0 };

/** Three messages, of which Bob shows the first `shown`. */
function counted(shown = 3, dueBefore = 0): Count {
  const ids = ["a", "b", "c"];
  const held = ids.slice(0, shown);
  return count({
    views: { alice: { ids, shown: new Set(ids) }, bob: { ids: held, shown: new Set(held) } },
    unsent: new Set(),
    stored: ids.map((id) => ({ id, since: 10 })),
    written: new Map(ids.map((id) => [id, 5])),
    dueBefore,
    lost: NOTHING_LOST,
  });
}

const inWords = (...question: Parameters<typeof verdictOf>) => {
  const { tone, lead, rest } = verdictOf(...question);
  return `${tone}: ${lead} ${rest}`.trim();
};

test("what is whole is called so", () => {
  expect(inWords(counted(), NONE, CALM)).toBe(
    "whole: Everything that was sent is stored once and shown once, in the same order on both sides.",
  );
});

test("what waits is told with whom it waits for", () => {
  const cut = { ...CALM, isBobCut: true };
  expect(inWords(counted(1), NONE, cut)).toBe("waiting: Bob is offline. 2 messages wait for him.");
  expect(inWords(counted(2), { alice: 0, bob: 214 }, cut)).toBe(
    "waiting: Bob is offline. 1 message waits for him, 214 of his own wait to be sent.",
  );
  expect(inWords(counted(), NONE, cut)).toBe("waiting: Bob is offline.");
  expect(inWords(counted(), { alice: 1, bob: 1_200 }, { ...cut, isDatabaseStopped: true })).toBe(
    "waiting: PostgreSQL is stopped. 1,201 messages wait for it to come back.",
  );
  expect(inWords(counted(), { alice: 1, bob: 0 }, { ...CALM, isServerDown: true })).toBe(
    "waiting: The server is gone. 1 message waits for it to come back.",
  );
  expect(inWords(counted(1), NONE, CALM)).toBe("waiting: Catching up. 2 messages are on the way.");
  const { bob, ...rest } = counted(1);
  expect(inWords({ ...rest, bob: { ...bob, toCome: 0 } }, NONE, CALM)).toBe(
    "waiting: Catching up. Older messages are loaded again.",
  );
});

test("what is broken is called so, whatever is going on", () => {
  for (const trouble of [CALM, { ...CALM, isBobCut: true }, { ...CALM, isServerDown: true }])
    expect(inWords(counted(1, 20), NONE, trouble)).toBe("broken: The promise is broken. 2 messages never reached Bob.");
  const { bob, ...rest } = counted();
  const lost = { ...NOTHING_LOST, stored: new Set(["d"]) };
  expect(inWords({ ...rest, lost, bob: { ...bob, isReordered: true }, doubles: 1 }, NONE, CALM)).toBe(
    "broken: The promise is broken. 1 message is stored nowhere. 1 message is there twice. " +
      "Bob has them in another order than they were stored in.",
  );
});
