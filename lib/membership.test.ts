import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { addParticipants, removeParticipant, setRole } from "@/lib/membership";
import { listMessages } from "@/lib/messages";
import type { Viewer } from "@/lib/sessions";
import { newestThreads, openThread } from "@/lib/threads";
import type { Role } from "@/lib/wire/roles";
import { castOfThree, groupOf, person, say } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();

const add = (viewer: Viewer, threadId: string, ...people: Viewer[]) =>
  addParticipants(viewer, { viewerId: viewer.id, threadId, personIds: people.map(({ id }) => id) });
const remove = (viewer: Viewer, threadId: string, { id }: Viewer) =>
  removeParticipant(viewer, { viewerId: viewer.id, threadId, personId: id });
const make = (viewer: Viewer, threadId: string, { id }: Viewer, role: Role) =>
  setRole(viewer, { viewerId: viewer.id, threadId, personId: id, role });
const rolesIn = async (viewer: Viewer, threadId: string) =>
  Object.fromEntries((await openThread(viewer, threadId)).thread.participants.map(({ name, role }) => [name, role]));
const namesIn = async (viewer: Viewer, threadId: string) =>
  (await openThread(viewer, threadId)).thread.participants.map(({ name }) => name).sort();

async function club() {
  const [ana, ben, cleo, eve] = (await Promise.all(["Ana", "Ben", "Cleo", "Eve"].map(person))) as [
    Viewer,
    Viewer,
    Viewer,
    Viewer,
  ];
  return { ana, ben, cleo, eve, threadId: await groupOf(ana, ben, cleo) };
}

test("an owner adds and removes, and the log and the announcements say so in order", async () => {
  const { ana, ben, eve, threadId } = await club();
  await add(ana, threadId, eve, ben);
  expect(await namesIn(eve, threadId)).toEqual(["Ana", "Ben", "Cleo", "Eve"]);
  await remove(ana, threadId, eve);

  const { messages } = await listMessages(ana, { viewerId: ana.id, threadId, before: 10 });
  expect(messages.map(({ event }) => event)).toEqual([
    { type: "created", title: "Noodle club" },
    { type: "added", people: [{ id: eve.id, name: "Eve" }] },
    { type: "removed", person: { id: eve.id, name: "Eve" } },
  ]);
  const told = stage.announced.filter((told) => "threadId" in told && told.threadId === threadId);
  expect(told.map((told) => ("message" in told ? told.message.rev : "rev" in told && told.rev))).toEqual([
    1, 2, 3, 4, 5,
  ]);
});

test("who was removed reads nothing and lists nothing, and reads from the new join on when added again", async () => {
  const { ana, ben, threadId } = await club();
  await say(ana, threadId, "before");
  await remove(ana, threadId, ben);
  await say(ana, threadId, "meanwhile");
  await expect(openThread(ben, threadId)).rejects.toMatchObject({ code: "not-a-participant" });
  expect((await newestThreads(ben)).threads).toEqual([]);

  await add(ana, threadId, ben);
  await say(ana, threadId, "after");
  const { page, summary } = await openThread(ben, threadId);
  expect(page.messages.map(({ event, body }) => event?.type ?? body)).toEqual(["added", "after"]);
  expect(summary.unread).toBe(1);
});

test("members leave, but do not add or remove others; Eve does nothing", async () => {
  const { ana, ben, cleo, eve, threadId } = await club();
  const notAllowed = { code: "not-allowed" };
  await expect(add(ben, threadId, eve)).rejects.toMatchObject(notAllowed);
  await expect(remove(ben, threadId, cleo)).rejects.toMatchObject(notAllowed);
  await expect(remove(ben, threadId, ana)).rejects.toMatchObject(notAllowed);
  await expect(add(eve, threadId, eve)).rejects.toMatchObject({ code: "not-a-participant" });
  await expect(remove(eve, threadId, ben)).rejects.toMatchObject({ code: "not-a-participant" });

  await remove(ben, threadId, ben);
  expect(await namesIn(ana, threadId)).toEqual(["Ana", "Cleo"]);
});

test("the last owner does not leave others without one", async () => {
  const { ana, ben, cleo, threadId } = await club();
  await expect(remove(ana, threadId, ana)).rejects.toMatchObject({ code: "last-owner" });
  await remove(ben, threadId, ben);
  await remove(cleo, threadId, cleo);
  await remove(ana, threadId, ana);
  await expect(openThread(ana, threadId)).rejects.toMatchObject({ code: "not-a-participant" });
});

test("a direct thread stays between its two", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  await expect(add(ana, threadId, eve)).rejects.toMatchObject({ code: "not-allowed" });
  await expect(remove(ana, threadId, ben)).rejects.toMatchObject({ code: "not-allowed" });
});

test("an owner makes others owners and admins, and the log and the announcement say so", async () => {
  const { ana, ben, cleo, threadId } = await club();
  await make(ana, threadId, ben, "owner");
  await make(ana, threadId, cleo, "admin");
  await make(ana, threadId, cleo, "admin");
  await make(ben, threadId, ana, "member");

  expect(await rolesIn(cleo, threadId)).toEqual({ Ana: "member", Ben: "owner", Cleo: "admin" });
  const { messages } = await listMessages(ana, { viewerId: ana.id, threadId, before: 10 });
  expect(messages.slice(1).map(({ event }) => event)).toEqual([
    { type: "role", person: { id: ben.id, name: "Ben" }, role: "owner" },
    { type: "role", person: { id: cleo.id, name: "Cleo" }, role: "admin" },
    { type: "role", person: { id: ana.id, name: "Ana" }, role: "member" },
  ]);
  const told = stage.announced.findLast((told) => told.type === "thread:changed" && told.threadId === threadId);
  expect(told).toMatchObject({
    rev: 6,
    thread: {
      participants: expect.arrayContaining([{ ...whole(ben), pictureId: null, isDeleted: false, role: "owner" }]),
    },
  });
});

test("an admin adds, and removes members, but no admins and no owners; roles are the owners' to give", async () => {
  const { ana, ben, cleo, eve, threadId } = await club();
  const notAllowed = { code: "not-allowed" };
  await make(ana, threadId, ben, "admin");
  await make(ana, threadId, cleo, "admin");
  await add(ben, threadId, eve);
  await expect(remove(ben, threadId, cleo)).rejects.toMatchObject(notAllowed);
  await expect(remove(ben, threadId, ana)).rejects.toMatchObject(notAllowed);
  await expect(make(ben, threadId, ben, "owner")).rejects.toMatchObject(notAllowed);
  await expect(make(eve, threadId, eve, "admin")).rejects.toMatchObject(notAllowed);
  await remove(ben, threadId, eve);
  await expect(make(eve, threadId, eve, "owner")).rejects.toMatchObject({ code: "not-a-participant" });
  expect(await rolesIn(ana, threadId)).toEqual({ Ana: "owner", Ben: "admin", Cleo: "admin" });
});

test("who was an owner comes back as a member", async () => {
  const { ana, ben, threadId } = await club();
  await make(ana, threadId, ben, "owner");
  await remove(ben, threadId, ben);
  await add(ana, threadId, ben);
  expect(await rolesIn(ana, threadId)).toMatchObject({ Ben: "member" });
});

test.each(["leave", "step down"])("of two owners who %s at once, one stays", async (deed) => {
  for (let round = 0; round < 10; round += 1) {
    const { ana, ben, cleo, threadId } = await club();
    await make(ana, threadId, ben, "owner");
    const give = (owner: Viewer) =>
      deed === "leave" ? remove(owner, threadId, owner) : make(owner, threadId, owner, "member");

    const outcomes = await Promise.allSettled([give(ana), give(ben)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "last-owner" } });
    expect(Object.values(await rolesIn(cleo, threadId)).filter((role) => role === "owner")).toHaveLength(1);
  }
});

test("what is done in a group is in the audit log, and what people wrote is not", async () => {
  const { ana, ben, eve, threadId } = await club();
  await add(ana, threadId, eve);
  await make(ana, threadId, eve, "admin");
  await remove(ana, threadId, ben);
  await remove(eve, threadId, eve);

  const rows = await auditRows(threadId);
  expect(rows).toEqual([
    { actorId: ana.id, action: "group-started", subjectId: threadId, details: { threadId } },
    { actorId: ana.id, action: "participant-added", subjectId: eve.id, details: { threadId } },
    { actorId: ana.id, action: "role-set", subjectId: eve.id, details: { threadId, role: "admin" } },
    { actorId: ana.id, action: "participant-removed", subjectId: ben.id, details: { threadId } },
    { actorId: eve.id, action: "participant-left", subjectId: eve.id, details: { threadId } },
  ]);
});

const whole = ({ id, name, username }: Viewer) => ({ id, name, username });

function auditRows(threadId: string) {
  return database().execute(sql`
    select actor_id as "actorId", action, subject_id as "subjectId", details
    from audit_log where details ->> 'threadId' = ${threadId} order by id`);
}
