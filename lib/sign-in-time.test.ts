import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { users } from "@/db/schema";
import { hashPassword } from "@/lib/passwords";
import { signIn } from "@/lib/sessions";
import { DEVICE } from "@/tests/stage/accounts";
import { person } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

setStage();

const ROUNDS = 8;
const MOST_ROUNDS = 48;

/**
 * How long this process itself works on a refusal, in microseconds. Not by the clock: on a machine that is busy with
 * something else that would be what the others leave.
 */
async function workOf(username: string): Promise<number> {
  const before = process.cpuUsage();
  await expect(signIn({ username, password: "not the password" }, DEVICE)).rejects.toMatchObject({
    code: "wrong-credentials",
  });
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

test("nobody learns by the time of a refusal whether a name is known", async () => {
  const ana = await person("Ana");
  await database()
    .update(users)
    .set({ passwordHash: await hashPassword("noodles at seven") })
    .where(eq(users.id, ana.id));
  const [known, unknown]: [number[], number[]] = [[], []];
  const apart = () => Math.abs(median(known) / median(unknown) - 1);

  // In turn, so that a machine that becomes slower does so for both. What is only chance goes away with more rounds.
  for (let round = 0; round < MOST_ROUNDS && (round < ROUNDS || apart() > 0.05); round += 1) {
    known.push(await workOf(ana.username));
    unknown.push(await workOf(`nobody-${round}`));
  }
  expect(median(known)).toBeGreaterThan(20_000);
  expect(apart()).toBeLessThanOrEqual(0.05);
});
