import { hash } from "bcryptjs";
import { expect, test } from "vitest";
import { isOutdated, isPassword, requireGoodPassword } from "./passwords";

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

test("a new password is long enough, not too long for its hash, and none that others would try first", async () => {
  for (const good of ["noodles at seven", "correct horse battery", "ä".repeat(36)]) {
    await expect(requireGoodPassword(good, "ana")).resolves.toBeUndefined();
  }
  const refused: [password: string, code: string][] = [
    ["noodles at", "password-too-short"],
    ["🍜🍜🍜🍜🍜🍜", "password-too-short"],
    ["ä".repeat(37), "password-too-long"],
    ["qwerty123456", "password-guessable"],
    ["QWERTY123456", "password-guessable"],
    ["Anastasia-Miller", "password-guessable"],
  ];
  for (const [password, code] of refused) {
    await expect(requireGoodPassword(password, "anastasia-miller")).rejects.toMatchObject({ code });
  }
});
