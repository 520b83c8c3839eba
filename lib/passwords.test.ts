import { hash } from "bcryptjs";
import { expect, test } from "vitest";
import { isOutdated, isPassword } from "./passwords";

test("hashing is done in turn, and whoever comes when too many wait is told to try again", async () => {
  const quick = await hash("noodles", 4);
  const answers = await Promise.allSettled(Array.from({ length: 30 }, () => isPassword("noodles", quick)));
  const refused = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason.code] : []));

  expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
  expect(refused).toEqual(Array.from({ length: 10 }, () => "unavailable"));
  expect(await isPassword("noodles", quick)).toBe(true);
  expect(await isPassword("soup", quick)).toBe(false);
  expect(isOutdated(quick)).toBe(true);
});
