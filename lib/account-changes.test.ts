import { and, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { users } from "@/db/schema";
import { deactivateAccount, reactivateAccount, setRole } from "@/lib/account-changes";
import { deleteAccount } from "@/lib/deletions";
import { createInvite, requireOpenInvite } from "@/lib/invites";
import { addParticipants } from "@/lib/membership";
import { startThread } from "@/lib/new-threads";
import { findPeople } from "@/lib/people";
import { createReset, requireReset } from "@/lib/resets";
import { findViewer, signIn, type Viewer } from "@/lib/sessions";
import { openThread } from "@/lib/threads";
import { auditRows, DEVICE, outcomesIn } from "@/tests/stage/accounts";
import { administrator, groupOf, PASSWORD, person, say, secondDevice } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();

const named = ({ id }: Viewer) => ({ personId: id });
const claimsOf = ({ id, sessionId }: Viewer) => ({ sub: id, sessionId, authVersion: 1 });
const findBy = (viewer: Viewer, { username }: Viewer) => findPeople(viewer, { viewerId: viewer.id, query: username });

test("who is deactivated is signed out everywhere and let in no more, until they are reactivated", async () => {
  const [ana, ben] = [await administrator("Ana"), await person("Ben")];
  const phone = await secondDevice(ben);
  await deactivateAccount(ana, named(ben));

  for (const device of [ben, phone]) {
    expect(await findViewer(claimsOf(device))).toBeUndefined();
    expect(stage.announced).toContainEqual({ type: "session:ended", sessionId: device.sessionId });
  }
  const login = { username: ben.username, password: PASSWORD };
  await expect(signIn(login, DEVICE)).rejects.toMatchObject({ code: "wrong-credentials" });
  expect((await auditRows("account-deactivated"))[0]).toMatchObject({ actorId: ana.id, subjectId: ben.id });

  await reactivateAccount(ana, named(ben));
  expect(await findViewer(claimsOf(phone))).toBeUndefined();
  expect(await findViewer(await signIn(login, DEVICE))).toMatchObject({ id: ben.id });
});

test("what a deactivated person said stays under their name, and nobody finds or adds them", async () => {
  const [ana, ben, cleo] = [await administrator("Ana"), await person("Ben"), await person("Cleo")];
  const dora = await person("Dora");
  const threadId = await groupOf(ana, ben, cleo);
  await say(ben, threadId, "Noodles?");
  for (const one of [ben, dora]) await deactivateAccount(ana, named(one));

  const { page } = await openThread(cleo, threadId);
  expect(page.messages.at(-1)).toMatchObject({ body: "Noodles?", author: { id: ben.id, name: "Ben" } });
  expect(await findBy(cleo, ben)).toEqual([]);
  const refusal = { code: "no-such-person" };
  const ids = { viewerId: ana.id, personIds: [dora.id] };
  await expect(addParticipants(ana, { ...ids, threadId })).rejects.toMatchObject(refusal);
  await expect(startThread(ana, { ...ids, title: "" })).rejects.toMatchObject(refusal);
});

test("of two administrators who turn each other out at once, one stays", async () => {
  await database().update(users).set({ role: "member" });
  const [ana, ben] = [await administrator("Ana"), await administrator("Ben")];
  const answers = await Promise.allSettled([
    deactivateAccount(ana, named(ben)),
    setRole(ben, { ...named(ana), role: "member" }),
  ]);
  expect(outcomesIn(answers)).toEqual({ done: 1, "not-allowed": 1 });

  const left = await database()
    .select()
    .from(users)
    .where(and(eq(users.role, "administrator"), isNull(users.disabledAt)));
  expect(left).toHaveLength(1);
});

test("the last administrator stays one, also from the command line", async () => {
  await database().update(users).set({ role: "member" });
  const ana = await administrator("Ana");
  const last = { code: "last-administrator" };
  for (const viewer of [ana, null]) {
    await expect(deactivateAccount(viewer, named(ana))).rejects.toMatchObject(last);
    await expect(setRole(viewer, { ...named(ana), role: "member" })).rejects.toMatchObject(last);
  }
  expect(await findViewer(claimsOf(ana))).toMatchObject({ role: "administrator" });
});

test("who is made an administrator may administer at once, and no more when it is taken away", async () => {
  const [ana, ben, cleo] = [await administrator("Ana"), await person("Ben"), await person("Cleo")];
  await setRole(ana, { ...named(ben), role: "administrator" });
  const promoted: Viewer = { ...ben, role: "administrator" };
  await deactivateAccount(promoted, named(cleo));
  await setRole(ana, { ...named(ben), role: "member" });
  await expect(reactivateAccount(promoted, named(cleo))).rejects.toMatchObject({ code: "not-allowed" });
  expect((await auditRows("account-role-set")).slice(0, 2).map(({ details }) => details)).toEqual([
    { role: "member" },
    { role: "administrator" },
  ]);
});

test("the links of somebody who administers no more end with that", async () => {
  const { token: reset } = await createReset(await administrator("Ana"), { personId: (await person("Ben")).id });
  const ends: ((one: Viewer) => Promise<void>)[] = [
    (one) => setRole(null, { ...named(one), role: "member" }),
    (one) => deactivateAccount(null, named(one)),
    (one) => deleteAccount(null, { ...named(one), messages: "keep" }),
  ];
  for (const end of ends) {
    const [one, ben] = [await administrator("One"), await person("Ben")];
    const invite = await createInvite(one, { viewerId: one.id, uses: 1, days: 1 });
    const theirs = await createReset(one, named(ben));
    await requireOpenInvite(invite.token);
    await end(one);
    await expect(requireOpenInvite(invite.token)).rejects.toMatchObject({ code: "link-ended" });
    await expect(requireReset(theirs.token)).rejects.toMatchObject({ code: "link-ended" });
  }
  await requireReset(reset);
});

test("Eve changes nobody's account, not even her own", async () => {
  const [ben, eve] = [await person("Ben"), await person("Eve")];
  const notAllowed = { code: "not-allowed" };
  for (const viewer of [eve, { ...eve, role: "administrator" as const }]) {
    await expect(deactivateAccount(viewer, named(ben))).rejects.toMatchObject(notAllowed);
    await expect(reactivateAccount(viewer, named(ben))).rejects.toMatchObject(notAllowed);
    await expect(setRole(viewer, { ...named(eve), role: "administrator" })).rejects.toMatchObject(notAllowed);
  }
  expect(await findViewer(claimsOf(ben))).toMatchObject({ id: ben.id });
  const [row] = await database().select().from(users).where(eq(users.id, eve.id));
  expect(row?.role).toBe("member");
});
