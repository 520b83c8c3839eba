import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { resetLinks } from "@/db/schema";
import { deactivateAccount } from "@/lib/account-changes";
import { createReset, requireReset, resetPassword } from "@/lib/resets";
import { findViewer, signIn, type Viewer } from "@/lib/sessions";
import { hashToken } from "@/lib/tokens";
import { auditRows, DEVICE, outcomesIn } from "@/tests/stage/accounts";
import { administrator, PASSWORD, person } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();
const NEW = "soup on saturdays";

const linkFor = async (viewer: Viewer | null, { id }: Viewer) => (await createReset(viewer, { personId: id })).token;
const reset = (token: string, password = NEW) => resetPassword({ token, password }, DEVICE);

test("a reset link sets a new password once, and ends every session of before", async () => {
  const [ana, ben] = [await administrator("Ana"), await person("Ben")];
  const token = await linkFor(ana, ben);
  for (let look = 0; look < 3; look++) expect(await requireReset(token)).toMatchObject({ username: ben.username });
  const claims = await reset(token);

  expect(await findViewer(claims)).toMatchObject({ id: ben.id });
  expect(await findViewer({ sub: ben.id, sessionId: ben.sessionId, authVersion: 1 })).toBeUndefined();
  expect(stage.announced).toContainEqual({ type: "session:ended", sessionId: ben.sessionId });
  await expect(signIn({ username: ben.username, password: PASSWORD }, DEVICE)).rejects.toThrow();
  await expect(signIn({ username: ben.username, password: NEW }, DEVICE)).resolves.toBeDefined();
  await expect(reset(token)).rejects.toMatchObject({ code: "link-ended" });
  expect((await auditRows("reset-link-created"))[0]).toMatchObject({ actorId: ana.id, subjectId: ben.id });
  expect((await auditRows("password-reset"))[0]).toMatchObject({ actorId: ben.id });
});

test("of five who use a link at once one does", async () => {
  const [ana, ben] = [await administrator("Ana"), await person("Ben")];
  const token = await linkFor(ana, ben);
  const attempts = Array.from({ length: 5 }, (_, place) => reset(token, `${NEW} ${place}`));
  expect(outcomesIn(await Promise.allSettled(attempts))).toEqual({ done: 1, "link-ended": 4 });
});

test("a newer link ends the older one, a day ends each, and so does a deactivated account", async () => {
  const [ana, ben] = [await administrator("Ana"), await person("Ben")];
  const [older, newer] = [await linkFor(ana, ben), await linkFor(null, ben)];
  const [row] = await database()
    .select()
    .from(resetLinks)
    .where(eq(resetLinks.tokenHash, hashToken(newer)));
  expect(row!.expiresAt.getTime() - row!.createdAt.getTime()).toBe(24 * 60 * 60 * 1000);
  expect(JSON.stringify(row)).not.toContain(newer);
  const ended = { code: "link-ended" };
  await expect(reset(older)).rejects.toMatchObject(ended);
  await database().update(resetLinks).set({ expiresAt: sql`now()` }).where(eq(resetLinks.userId, ben.id));
  await expect(reset(newer)).rejects.toMatchObject(ended);

  const last = await linkFor(ana, ben);
  await deactivateAccount(ana, { personId: ben.id });
  await expect(reset(last)).rejects.toMatchObject(ended);
  await expect(linkFor(ana, ben)).rejects.toMatchObject({ code: "no-such-person" });
});

test("a password that is refused leaves the link as it was", async () => {
  const [ana, ben] = [await administrator("Ana"), await person("Ben")];
  const token = await linkFor(ana, ben);
  await expect(reset(token, "qwerty123456")).rejects.toMatchObject({ code: "password-guessable" });
  await expect(reset(token)).resolves.toBeDefined();
});

test("Eve makes no reset link", async () => {
  const [ben, eve] = [await person("Ben"), await person("Eve")];
  for (const viewer of [eve, { ...eve, role: "administrator" as const }]) {
    await expect(linkFor(viewer, ben)).rejects.toMatchObject({ code: "not-allowed" });
  }
  expect(await database().select().from(resetLinks).where(eq(resetLinks.userId, ben.id))).toEqual([]);
});
