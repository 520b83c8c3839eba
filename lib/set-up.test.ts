import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { database } from "@/db/client";
import { users } from "@/db/schema";
import { findSettings } from "@/db/settings";
import { findViewer } from "@/lib/sessions";
import { makeSetUpPath, requireSetUp, setUp } from "@/lib/set-up";
import { auditRows, DEVICE, newAccount, outcomesIn } from "@/tests/stage/accounts";
import { administrator } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

setStage();
beforeEach(async () => {
  await database().update(users).set({ role: "member" });
});

const administrators = () => database().select().from(users).where(eq(users.role, "administrator"));

async function freshToken(): Promise<string> {
  const path = await makeSetUpPath();
  expect(path).toMatch(/^\/set-up\/[\w-]{43}$/);
  return path!.replace("/set-up/", "");
}

test("of twenty who set up at once one becomes the administrator, and the link has ended", async () => {
  const token = await freshToken();
  const attempts = Array.from({ length: 20 }, () => setUp({ token, ...newAccount() }, DEVICE));
  const answers = await Promise.allSettled(attempts);

  expect(outcomesIn(answers)).toEqual({ done: 1, "link-ended": 19 });
  const [claims] = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  expect(await findViewer(claims!)).toMatchObject({ role: "administrator" });
  expect(await administrators()).toHaveLength(1);
  expect(await auditRows("set-up")).toMatchObject([{ actorId: claims!.sub }]);
  await expect(requireSetUp(token)).rejects.toMatchObject({ code: "link-ended" });
});

test("a new link ends the old one, and only its hash is stored", async () => {
  const [old, token] = [await freshToken(), await freshToken()];
  await expect(requireSetUp(old)).rejects.toMatchObject({ code: "link-ended" });
  await expect(setUp({ token: old, ...newAccount() }, DEVICE)).rejects.toMatchObject({ code: "link-ended" });
  await requireSetUp(token);
  expect(JSON.stringify(await findSettings())).not.toContain(token);
});

test("where somebody administers there is no link, and one from before does nothing", async () => {
  const token = await freshToken();
  const ana = await administrator("Ana");
  await expect(setUp({ token, ...newAccount() }, DEVICE)).rejects.toMatchObject({ code: "link-ended" });
  expect(await makeSetUpPath()).toBeNull();
  expect((await findSettings()).setUpTokenHash).toBeNull();

  await database().update(users).set({ disabledAt: new Date() }).where(eq(users.id, ana.id));
  expect(await makeSetUpPath()).not.toBeNull();
});

test("a refusal leaves the link as it was", async () => {
  const token = await freshToken();
  await expect(setUp({ token, ...newAccount({ password: "short" }) }, DEVICE)).rejects.toMatchObject({
    code: "password-too-short",
  });
  await expect(setUp({ token, ...newAccount() }, DEVICE)).resolves.toBeDefined();
});
