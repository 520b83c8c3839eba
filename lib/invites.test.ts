import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { invites, users } from "@/db/schema";
import { createInvite, join, listInvites, requireOpenInvite, revokeInvite } from "@/lib/invites";
import { setRegistration } from "@/lib/registration";
import { findViewer, type Viewer } from "@/lib/sessions";
import { hashToken } from "@/lib/tokens";
import type { Registration } from "@/lib/wire/registration";
import { auditRows, DEVICE, newAccount, outcomesIn } from "@/tests/stage/accounts";
import { administrator, person } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

setStage();

const invite = async (viewer: Viewer, uses = 1) =>
  (await createInvite(viewer, { viewerId: viewer.id, uses, days: 7 })).token;
const rowOf = async (token: string) =>
  (
    await database()
      .select()
      .from(invites)
      .where(eq(invites.tokenHash, hashToken(token)))
  )[0]!;
const allow = (viewer: Viewer, registration: Registration) =>
  setRegistration(viewer, { viewerId: viewer.id, registration });

test("whoever has the link joins, is signed in, and is in the audit log; the token is stored nowhere", async () => {
  const ana = await administrator("Ana");
  const token = await invite(ana);
  const given = newAccount();
  const claims = await join({ token, ...given }, DEVICE);

  expect(await findViewer(claims)).toMatchObject({ username: given.username, name: "Gus", role: "member" });
  const row = await rowOf(token);
  expect(JSON.stringify(row)).not.toContain(token);
  expect(row.uses).toBe(1);
  const [joined] = await auditRows("joined");
  expect(joined).toMatchObject({ actorId: claims.sub, subjectId: row.id, ip: DEVICE.ip });
  const [person] = await database().select().from(users).where(eq(users.id, claims.sub));
  expect(person?.passwordHash).toMatch(/^\$2b\$12\$/);
});

test("an invite for three takes three of eight who come at once, and looking at it takes nobody's place", async () => {
  const ana = await administrator("Ana");
  const token = await invite(ana, 3);
  for (let look = 0; look < 5; look++) await requireOpenInvite(token);

  const answers = await Promise.allSettled(Array.from({ length: 8 }, () => join({ token, ...newAccount() }, DEVICE)));
  expect(outcomesIn(answers)).toEqual({ done: 3, "link-ended": 5 });
  await expect(requireOpenInvite(token)).rejects.toMatchObject({ code: "link-ended" });
});

test("a refusal uses nothing up", async () => {
  const ana = await administrator("Ana");
  const token = await invite(ana);
  const refused: [given: object, code: string][] = [
    [{ username: ana.username }, "username-taken"],
    [{ username: "ana maria" }, "unusable-username"],
    [{ password: "noodles" }, "password-too-short"],
  ];
  for (const [given, code] of refused) {
    await expect(join({ token, ...newAccount(given) }, DEVICE)).rejects.toMatchObject({ code });
  }
  expect((await rowOf(token)).uses).toBe(0);
  await expect(join({ token, ...newAccount() }, DEVICE)).resolves.toBeDefined();
});

test("a link that was revoked, has run out or never was lets nobody in", async () => {
  const ana = await administrator("Ana");
  const [revoked, old] = [await invite(ana), await invite(ana)];
  const { id } = await rowOf(revoked);
  expect((await listInvites(ana)).map((listed) => listed.id)).toContain(id);
  await revokeInvite(ana, { viewerId: ana.id, inviteId: id });
  expect((await listInvites(ana)).map((listed) => listed.id)).not.toContain(id);
  await database()
    .update(invites)
    .set({ expiresAt: sql`now()` })
    .where(eq(invites.tokenHash, hashToken(old)));

  for (const token of [revoked, old, "x", ""]) {
    await expect(join({ token, ...newAccount() }, DEVICE)).rejects.toMatchObject({ code: "link-ended" });
  }
});

test("nobody joins while registration is closed", async () => {
  const ana = await administrator("Ana");
  const token = await invite(ana);
  await allow(ana, "closed");
  await expect(join({ token, ...newAccount() }, DEVICE)).rejects.toMatchObject({ code: "registration-closed" });
  await allow(ana, "invite");
  await expect(join({ token, ...newAccount() }, DEVICE)).resolves.toBeDefined();
});

test("invites are the administrators' alone", async () => {
  const [ana, eve] = [await administrator("Ana"), await person("Eve")];
  const { id } = await rowOf(await invite(ana));
  const posing: Viewer = { ...eve, role: "administrator" };
  const notAllowed = { code: "not-allowed" };
  for (const viewer of [eve, posing]) {
    await expect(invite(viewer)).rejects.toMatchObject(notAllowed);
    await expect(revokeInvite(viewer, { viewerId: viewer.id, inviteId: id })).rejects.toMatchObject(notAllowed);
    await expect(allow(viewer, "open")).rejects.toMatchObject(notAllowed);
  }
  await expect(listInvites(eve)).rejects.toMatchObject(notAllowed);
  expect((await listInvites(ana)).map((listed) => listed.id)).toContain(id);
});
