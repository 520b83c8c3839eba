import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { setBlock } from "@/lib/blocks";
import { addParticipants, removeParticipant } from "@/lib/membership";
import { deleteMessage, editMessage, setReaction } from "@/lib/message-changes";
import { searchMessages } from "@/lib/search";
import type { Viewer } from "@/lib/sessions";
import type { AskedSearch } from "@/lib/wire/search";
import { castOfThree, groupOf, person, say } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

setStage();

const TODAY = new Date().toISOString().slice(0, 10);

function search(viewer: Viewer, q: string, given: Partial<AskedSearch> = {}) {
  return searchMessages(viewer, { q, order: "newest", zone: "UTC", today: TODAY, ...given });
}

async function found(viewer: Viewer, q: string, given: Partial<AskedSearch> = {}) {
  const { results } = await search(viewer, q, given);
  return results.map(({ snippet }) => snippet.pieces.map(({ text }) => text).join(""));
}

test("Ben finds what was said to him, marked and with its place, and Eve does not", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const said = await say(ana, threadId, "Shall we have noodles?");

  expect((await search(ben, "NOOD")).results).toEqual([
    {
      ...{ threadId, seq: said.seq, kind: "direct", title: "Ana", createdAt: said.createdAt, isEdited: false },
      author: { id: ana.id, name: "Ana", pictureId: null },
      snippet: {
        pieces: [
          { text: "Shall we have ", isHit: false },
          { text: "nood", isHit: true },
          { text: "les?", isHit: false },
        ],
        isCutBefore: false,
        isCutAfter: false,
      },
      files: [],
    },
  ]);
  expect(await found(eve, "noodles")).toEqual([]);
});

test("within one thread only that is searched, and one of others is refused like a missing one", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const club = await groupOf(ana, ben, eve);
  await say(ana, threadId, "noodles here");
  await say(ana, club, "noodles there");

  expect(await found(ben, "noodles", { thread: threadId })).toEqual(["noodles here"]);
  expect(await found(ben, 'noodles in:"noodle club"')).toEqual(["noodles there"]);
  expect(await found(ben, 'noodles -in:"noodle club"')).toEqual(["noodles here"]);
  for (const thread of [threadId, randomUUID()])
    await expect(search(eve, "noodles", { thread })).rejects.toMatchObject({ code: "not-a-participant" });
});

test("who was removed finds nothing, and who comes back finds what is said from then on", async () => {
  const [ana, ben, eve] = await Promise.all([person("Ana"), person("Ben"), person("Eve")]);
  const threadId = await groupOf(ana, ben, eve);
  await say(ana, threadId, "noodles before");
  expect(await found(eve, "noodles")).toEqual(["noodles before"]);

  await removeParticipant(ana, { viewerId: ana.id, threadId, personId: eve.id });
  await say(ana, threadId, "noodles meanwhile");
  expect(await found(eve, "noodles")).toEqual([]);

  await addParticipants(ana, { viewerId: ana.id, threadId, personIds: [eve.id] });
  await say(ana, threadId, "noodles after");
  expect(await found(eve, "noodles")).toEqual(["noodles after"]);
  expect(await found(eve, "")).toEqual([]);
  expect(await found(eve, "from:ana")).toEqual(["noodles after"]);
  expect(await found(ben, "noodles")).toHaveLength(3);
});

test("an open history is found by whoever joins", async () => {
  const [ana, ben, eve] = await Promise.all([person("Ana"), person("Ben"), person("Eve")]);
  const threadId = await groupOf(ana, ben, await person("Cleo"));
  await say(ana, threadId, "noodles before");
  await database().execute(sql`update threads set history = 'all' where id = ${threadId}`);
  expect(await found(eve, "noodles")).toEqual([]);
  await addParticipants(ana, { viewerId: ana.id, threadId, personIds: [eve.id] });
  expect(await found(eve, "noodles")).toEqual(["noodles before"]);
});

test("an edited message is found by what it says now, and a deleted one not at all", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const { seq } = await say(ana, threadId, "noodles");
  expect(await found(ben, "noodles")).toHaveLength(1);

  await editMessage(ana, { viewerId: ana.id, threadId, seq, body: "dumplings" });
  expect(await found(ben, "noodles")).toEqual([]);
  expect((await search(ben, "dumpl")).results).toMatchObject([{ seq, isEdited: true }]);

  await deleteMessage(ana, { viewerId: ana.id, threadId, seq });
  expect(await found(ben, "dumplings")).toEqual([]);
  expect(await found(ben, "from:ana")).toEqual([]);
});

test("a text that is changed past the rules is not found any more either", async () => {
  const { ana, ben, threadId } = await castOfThree();
  await say(ana, threadId, "noodles");
  await database().execute(sql`update messages set body = 'rice' where thread_id = ${threadId}`);
  expect(await found(ben, "noodles")).toEqual([]);
});

test("people, days, links, reactions and mentions narrow it down", async () => {
  const { ana, ben, threadId } = await castOfThree();
  await say(ana, threadId, "noodles at https://noodles.test/menu");
  await say(ben, threadId, `noodles for @${ana.username}`);
  const { seq } = await say(ana, threadId, "noodles with soup");
  await setReaction(ben, { viewerId: ben.id, threadId, seq, emoji: "👍", isOn: true });

  expect(await found(ben, `noodles from:${ana.username}`)).toHaveLength(2);
  expect(await found(ben, "noodles from:me")).toEqual([`noodles for @${ana.username}`]);
  expect(await found(ben, "noodles -from:me -soup")).toEqual(["noodles at https://noodles.test/menu"]);
  expect(await found(ben, "has:link")).toEqual(["noodles at https://noodles.test/menu"]);
  expect(await found(ben, "noodles -has:link has:reaction")).toEqual(["noodles with soup"]);
  expect(await found(ana, "mentions:me")).toEqual([`noodles for @${ana.username}`]);
  expect(await found(ben, "mentions:me")).toEqual([]);
  expect(await found(ben, "noodles on:today")).toHaveLength(3);
  expect(await found(ben, "noodles after:today")).toEqual([]);
  expect(await found(ben, "on:yesterday")).toEqual([]);
  expect(await found(ben, "before:2100-01-01")).toHaveLength(3);

  await setReaction(ben, { viewerId: ben.id, threadId, seq, emoji: "👍", isOn: false });
  expect(await found(ben, "has:reaction")).toEqual([]);
});

test("a name that nobody has is told, and so are words that were not looked for", async () => {
  const { ben } = await castOfThree();
  expect((await search(ben, "from:xyzzy in:plugh")).notes).toEqual([
    { type: "no-person", name: "xyzzy" },
    { type: "no-thread", name: "plugh" },
  ]);
  expect((await search(ben, "word ".repeat(100))).notes).toEqual([{ type: "cut" }]);
  expect(await search(ben, '  "" from:')).toMatchObject({ isEmpty: true, results: [] });
});

test("what somebody says whom one has blocked is left out, unless they are asked for", async () => {
  const [ana, ben, eve] = await Promise.all([person("Ana"), person("Ben"), person("Eve")]);
  const threadId = await groupOf(ana, ben, eve);
  await say(eve, threadId, "noodles of Eve");
  await say(ana, threadId, "noodles of Ana");
  await setBlock(ben, { viewerId: ben.id, personId: eve.id, isBlocked: true });

  expect(await found(ben, "noodles")).toEqual(["noodles of Ana"]);
  expect(await found(ben, `noodles from:${eve.username}`)).toEqual(["noodles of Eve"]);
  expect(await found(eve, "noodles")).toHaveLength(2);
});

test("pages follow each other without a gap, newest first, and the best come first when they are asked for", async () => {
  const { ana, ben, threadId } = await castOfThree();
  await say(ana, threadId, "noodles noodles noodles");
  for (let number = 1; number <= 45; number += 1)
    await say(ana, threadId, `${number} and much else that has to do with noodleshops`);

  const seqs: number[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < 3; pages += 1) {
    const page = await search(ben, "noodles", { after });
    seqs.push(...page.results.map(({ seq }) => seq));
    after = page.next ?? undefined;
  }
  expect(seqs).toEqual(Array.from({ length: 46 }, (_, place) => 46 - place));
  expect(after).toBeUndefined();

  const best = await search(ben, "noodles", { order: "best" });
  expect(best.results[0]?.seq).toBe(1);
  const second = await search(ben, "noodles", { order: "best", after: best.next ?? "" });
  expect(second.results).toHaveLength(20);
  const third = await search(ben, "noodles", { order: "best", after: second.next ?? "" });
  expect([third.results.length, third.next]).toEqual([6, null]);
});

const HOSTILE = [
  ...["'", '"', "\\", "'':*", "!", "a & b | !c <-> d", "(((((", ":*:*", "%_%", "'; drop table messages; --", "\0"],
  ...[
    "from:' or 1=1 --",
    'in:"\\"',
    "before:' after:\\",
    "$1 $2 $x",
    "(a+)+$",
    ".*.*.*",
    "‮abc",
    "\ud800",
    "🎉".repeat(200),
  ],
  ...["a ".repeat(5_000), "-noodles ".repeat(5_000), '"'.repeat(5_000), "from:xyzzy ".repeat(1_000), "'".repeat(500)],
  ...[
    "a.".repeat(250),
    "ab-".repeat(160),
    "東".repeat(500),
    `"${"a ".repeat(240)}"`,
    "a:".repeat(250),
    "|&!<->".repeat(80),
  ],
];

test("a hostile search is harmless", async () => {
  const { ana, ben, threadId } = await castOfThree();
  await say(ana, threadId, "noodles");
  for (const q of HOSTILE)
    for (const order of ["newest", "best"] as const)
      expect([q, (await search(ben, q, { order, after: q.slice(0, 100) })).results]).toEqual([q, []]);
  for (const after of ["0000-00-00T00:00:00.000Z_x_1", "-1", "999", "2026-13-01T00:00:00.000Z_x_1"])
    await search(ben, "noodles", { after });
  expect(await found(ben, "noodles")).toEqual(["noodles"]);
});

test.each([
  ["+", "Can you + me"],
  ["e", "x".repeat(10_000)],
  ["bad", "'bad' \\ :* & | ! \\' ''"],
])("whatever is written can be sent and found", async (q, body) => {
  const { ana, ben, threadId } = await castOfThree();
  await say(ana, threadId, body);
  expect((await found(ben, q === "+" ? "you" : q === "e" ? "xxx" : q)).length).toBe(1);
});
