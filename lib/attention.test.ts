import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database, transaction } from "@/db/client";
import { insertParticipants } from "@/db/participants";
import { threads } from "@/db/schema";
import { setAttention } from "@/lib/attention";
import { addParticipants, removeParticipant } from "@/lib/membership";
import type { Viewer } from "@/lib/sessions";
import { listThreads, newestThreads } from "@/lib/threads";
import type { SetAttention } from "@/lib/wire/attention";
import { PINS_LIMIT, THREADS_PER_PAGE } from "@/lib/wire/limits";
import { castOfThree, groupOf, person, say } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();

const set = (viewer: Viewer, threadId: string, change: SetAttention["change"]) =>
  setAttention(viewer, { viewerId: viewer.id, threadId, change });
const hoursUntil = (moment: string | null) => Math.round((Date.parse(moment ?? "") - Date.now()) / 3_600_000);

test("a thread is muted for as long as was asked, for the person alone, and their devices hear of it", async () => {
  const { ana, ben, threadId } = await castOfThree();
  await say(ana, threadId, "Noodles?");
  for (const [mute, hours] of [
    ["hour", 1],
    ["8-hours", 8],
    ["week", 168],
  ] as const) {
    expect(hoursUntil((await set(ben, threadId, { mute })).mutedUntil)).toBe(hours);
  }
  expect((await set(ben, threadId, { mute: "ever" })).mutedUntil).toMatch(/^9999/);
  const attention = await set(ben, threadId, { mute: null });
  expect(attention).toEqual({ threadId, version: 5, mutedUntil: null, pinnedAt: null, archivedAt: null });
  expect(stage.announced.at(-1)).toEqual({ type: "thread:attention", userId: ben.id, attention });
  expect((await newestThreads(ana)).threads[0]?.attention.version).toBe(0);
});

test("what is pinned is not archived, and the other way round", async () => {
  const { ana, threadId } = await castOfThree();
  expect(await set(ana, threadId, { isPinned: true })).toMatchObject({
    pinnedAt: expect.any(String),
    archivedAt: null,
  });
  expect(await set(ana, threadId, { isArchived: true })).toMatchObject({
    pinnedAt: null,
    archivedAt: expect.any(String),
  });
  expect(await set(ana, threadId, { isPinned: true })).toMatchObject({ archivedAt: null });
});

test("what came back from the archive by a message does not go there again by being muted", async () => {
  const { ana, ben, threadId } = await castOfThree();
  await set(ana, threadId, { isArchived: true });
  expect(await set(ana, threadId, { mute: "hour" })).toMatchObject({ archivedAt: expect.any(String) });
  await set(ana, threadId, { mute: null });
  await say(ben, threadId, "Noodles?");
  expect(await set(ana, threadId, { mute: "hour" })).toMatchObject({ archivedAt: null });
});

/** So many groups of somebody, in which nothing was said for a day. */
async function groupsOf({ id }: Viewer, count: number): Promise<string[]> {
  const threadIds = Array.from({ length: count }, () => randomUUID());
  const [lastMessageAt, long] = [new Date(Date.now() - 86_400_000), { lastSeq: 1, lastRev: 1 }];
  const rows = threadIds.map((id) => ({ id, kind: "group" as const, title: "Noodle club", lastMessageAt, ...long }));
  await database()
    .insert(threads)
    .values(rows.map((row) => ({ ...row, createdBy: id })));
  await transaction(async (tx) => {
    for (const threadId of threadIds) await insertParticipants(tx, { threadId, userIds: [id], joinedSeq: 1 });
  });
  return threadIds;
}

const tooMany = { code: "too-many-pins" };

test("no more are pinned than the list shows, whichever devices pin at the same moment, until one is unpinned", async () => {
  const ana = await person("Ana");
  const clubs = await groupsOf(ana, PINS_LIMIT + 2);
  const [one = "", other = "", ...rest] = clubs;
  for (const threadId of rest.slice(1)) await set(ana, threadId, { isPinned: true });
  const both = await Promise.allSettled([one, other].map((threadId) => set(ana, threadId, { isPinned: true })));
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);

  await expect(set(ana, rest[0]!, { isPinned: true })).rejects.toMatchObject(tooMany);
  await set(ana, rest[1]!, { isPinned: true });
  await set(ana, rest[1]!, { isPinned: false });
  await set(ana, rest[0]!, { isPinned: true });
  await expect(set(ana, rest[1]!, { isPinned: true })).rejects.toMatchObject(tooMany);
});

test("all that are pinned come with the top of the list, also one that came back with a group", async () => {
  const [ana, ben] = await Promise.all([person("Ana"), person("Ben")]);
  const pinned = await groupsOf(ana, PINS_LIMIT);
  const club = await groupOf(ben, ana, await person("Cleo"));
  const to = { viewerId: ben.id, threadId: club };
  await set(ana, club, { isPinned: true });
  await removeParticipant(ben, { ...to, personId: ana.id });
  for (const threadId of pinned) await set(ana, threadId, { isPinned: true });
  await addParticipants(ben, { ...to, personIds: [ana.id] });
  for (let number = 0; number < THREADS_PER_PAGE; number += 1) await groupOf(ben, ana, await person("Cleo"));
  await database().execute(sql`update threads set last_message_at = now() - interval '1 day' where id = ${club}`);

  const top = await newestThreads(ana);
  expect(top.pinned?.map(({ id }) => id).sort()).toEqual([...pinned, club].sort());
});

test("nobody sets anything about a thread that they are not in", async () => {
  const { ana, eve, threadId } = await castOfThree();
  const outside = { code: "not-a-participant" };
  await expect(set(eve, threadId, { isPinned: true })).rejects.toMatchObject(outside);
  await expect(set(eve, randomUUID(), { isPinned: true })).rejects.toMatchObject(outside);
  const [ben, cleo] = [await person("Ben"), await person("Cleo")];
  const club = await groupOf(ana, ben, cleo);
  await removeParticipant(ana, { viewerId: ana.id, threadId: club, personId: ben.id });
  await expect(set(ben, club, { mute: "hour" })).rejects.toMatchObject(outside);
});

test("pinned threads come with the top of the list, and what calls nobody is told apart further down", async () => {
  const [ana, ben] = await Promise.all([person("Ana"), person("Ben")]);
  const clubs: string[] = [];
  for (let number = 0; number < 53; number += 1) clubs.push(await groupOf(ben, ana, await person("Cleo")));
  const [pinned = "", muted = "", calling = ""] = clubs;
  // Said long ago: what is said now would bring them up.
  for (const threadId of [muted, calling]) await say(ben, threadId, "Noodles?");
  await database().execute(
    sql`update threads set last_message_at = now() - interval '1 day' where id in (${muted}, ${calling})`,
  );
  await set(ana, pinned, { isPinned: true });
  await set(ana, muted, { mute: "ever" });

  const top = await newestThreads(ana);
  expect(top.pinned?.map(({ id }) => id)).toEqual([pinned]);
  expect(top.attentionTotal).toBe(2);
  expect(top.unreadBelow.sort()).toEqual([muted, calling].sort());
  expect(top.quietBelow).toEqual([muted]);
  const rest = await listThreads(ana, { viewerId: ana.id, before: top.nextBefore! });
  expect(rest).toMatchObject({ threads: { length: 3 }, nextBefore: null });
  expect([...top.threads, ...rest.threads].map(({ id }) => id).sort()).toEqual(clubs.sort());
});
