import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { database, transaction } from "@/db/client";
import { addParticipants, removeParticipant } from "@/lib/membership";
import { deleteMessage } from "@/lib/message-changes";
import { openThread } from "@/lib/threads";
import type { ReadPosition } from "@/lib/wire/read-positions";
import { randomFrom } from "@/tests/faults/random";
import { castOfThree, display, groupOf, person, say } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import { markAllRead, markUnread, moveReadPosition } from "./read-positions";
import type { Viewer } from "./sessions";

const { announced } = setStage();

const receive = (viewer: Viewer, threadId: string, seq: number) =>
  moveReadPosition(viewer, threadId, { displayed: null, received: seq });
const lineOf = async (viewer: Viewer, threadId: string) => (await openThread(viewer, threadId)).summary;
const since = async (work: () => Promise<unknown>) => {
  const before = announced.length;
  await work();
  return announced.slice(before);
};

test("a position grows with what is displayed, never back and never past the newest message", async () => {
  const { ana, ben, threadId } = await castOfThree();
  for (const words of ["one", "two", "three"]) await say(ana, threadId, words);
  expect(await display(ben, threadId, 2)).toMatchObject({ seq: 2, version: 0, unread: 1 });
  expect(await display(ben, threadId, 1)).toMatchObject({ seq: 2, unread: 1 });
  expect(await display(ben, threadId, 2_000_000_000)).toMatchObject({ seq: 3, unread: 0 });
});

test("marking a message as unread makes it the first unread one, and no tab that displayed it earlier takes that back", async () => {
  const { ana, ben, threadId } = await castOfThree();
  for (const words of ["one", "two", "three"]) await say(ana, threadId, words);
  await display(ben, threadId, 3);
  const [told] = await since(() => markUnread(ben, { viewerId: ben.id, threadId, seq: 2, version: 0 }));
  const marked = { threadId, seq: 1, version: 1, unread: 2, mentions: 0 };
  expect(told).toMatchObject({ type: "thread:read", userId: ben.id, positions: [marked] });

  expect(await display(ben, threadId, 3, 0)).toMatchObject(marked);
  expect(await display(ben, threadId, 3, 1)).toMatchObject({ seq: 3, version: 1, unread: 0 });
});

test("a mark that comes a second time sets nothing back", async () => {
  const { ana, ben, threadId } = await castOfThree();
  for (const words of ["one", "two", "three"]) await say(ana, threadId, words);
  const mark = { viewerId: ben.id, threadId, seq: 2, version: 0 };
  await markUnread(ben, mark);
  const read = await display(ben, threadId, 3, 1);
  expect(await since(async () => expect(await markUnread(ben, mark)).toEqual(read))).toEqual([]);
});

test("nothing before one's join can be marked as unread, unless one may read it", async () => {
  const [ana, ben, cleo, dora] = await castOf("Ana", "Ben", "Cleo", "Dora");
  const threadId = await groupOf(ana, ben, cleo);
  await say(ana, threadId, "before");
  await addParticipants(ana, { viewerId: ana.id, threadId, personIds: [dora.id] });
  expect(await markUnread(dora, { viewerId: dora.id, threadId, seq: 1, version: 0 })).toMatchObject({
    seq: 2,
    unread: 0,
  });

  await database().execute(sql`update threads set history = 'all' where id = ${threadId}`);
  expect(await markUnread(dora, { viewerId: dora.id, threadId, seq: 2, version: 1 })).toMatchObject({
    seq: 1,
    unread: 1,
  });
});

test("everything is marked as read in one go, told once, and a later mark as unread stays", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const cleo = await person("Cleo");
  const groupId = await groupOf(ana, ben, cleo);
  await say(ana, threadId, "one");
  await say(cleo, groupId, "two");

  const told = await since(() => markAllRead(ben));
  expect(told.map(({ type }) => type)).toEqual(["thread:read", "thread:receipts"]);
  expect([await lineOf(ben, threadId), await lineOf(ben, groupId)]).toMatchObject([{ unread: 0 }, { unread: 0 }]);
  expect(await lineOf(cleo, groupId)).toMatchObject({ unread: 0 });
  expect(await since(() => markAllRead(ben))).toEqual([]);
});

test("what names the viewer is counted apart, until it is read", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const { seq } = await say(ana, threadId, `@${ben.username} and @${ana.username}`);
  await say(ana, threadId, "and more");
  expect(await lineOf(ben, threadId)).toMatchObject({ unread: 2, mentions: 1 });
  expect(await display(ben, threadId, seq)).toMatchObject({ unread: 1, mentions: 0 });
});

test("the others learn how far somebody is, with what was received and seen; marking as unread takes nothing back", async () => {
  const { ana, ben, threadId } = await castOfThree();
  await say(ana, threadId, "one");
  const receipts = async () => (await openThread(ana, threadId)).receipts;
  const [told] = await since(() => receive(ben, threadId, 1));
  const delivered = { personId: ben.id, deliveredSeq: 1, seenSeq: 0, seenAt: null, readableFrom: 1 };
  expect(told).toMatchObject({ type: "thread:receipts", receipts: [{ threadId, receipt: delivered }] });
  expect(await receipts()).toEqual([delivered]);
  expect(await since(() => receive(ben, threadId, 1))).toEqual([]);

  await display(ben, threadId, 1);
  const seen = { ...delivered, seenSeq: 1, seenAt: expect.stringMatching(/Z$/) };
  expect(await receipts()).toEqual([seen]);
  await markUnread(ben, { viewerId: ben.id, threadId, seq: 1, version: 0 });
  expect(await receipts()).toEqual([seen]);
});

test("Eve and whoever was removed move nothing, mark nothing and learn of nobody's position", async () => {
  const [ana, ben, cleo, eve] = await castOf("Ana", "Ben", "Cleo", "Eve");
  const threadId = await groupOf(ana, ben, cleo);
  await display(ben, threadId, 1);
  await display(cleo, threadId, 1);
  await removeParticipant(ana, { viewerId: ana.id, threadId, personId: cleo.id });
  for (const outsider of [eve, cleo]) {
    const told = await since(async () => {
      await expect(display(outsider, threadId, 1)).rejects.toThrow("not-a-participant");
      await receive(outsider, threadId, 1);
      const mark = { viewerId: outsider.id, threadId, seq: 1, version: 0 };
      await expect(markUnread(outsider, mark)).rejects.toThrow("not-a-participant");
      await markAllRead(outsider);
    });
    expect(told).toEqual([]);
  }
  const { receipts } = await openThread(ana, threadId);
  expect(receipts.map(({ personId }) => personId)).toEqual([ben.id]);
});

test("marking all as read takes back nothing that was delivered while it waited for its turn", async () => {
  const { ana, ben, threadId } = await castOfThree();
  await say(ana, threadId, "one");
  const delivered = sql`update thread_participants set last_delivered_seq = 2 where user_id = ${ben.id}`;
  const waits = sql`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  let marking: Promise<unknown> | undefined;
  await transaction(async (tx) => {
    await tx.execute(sql`update threads set last_seq = 2 where id = ${threadId}`);
    await tx.execute(delivered);
    marking = markAllRead(ben);
    await vi.waitFor(async () => expect(await tx.execute(waits)).toHaveLength(1));
  });
  await marking;
  const { receipts } = await openThread(ana, threadId);
  expect(receipts).toMatchObject([{ personId: ben.id, seenSeq: 1, deliveredSeq: 2 }]);
});

async function castOf(...names: [string, string, string, string]) {
  return (await Promise.all(names.map(person))) as [Viewer, Viewer, Viewer, Viewer];
}

test("after whatever people do in three threads, what is unread equals a recount, and only a mark sets a position back", async () => {
  const random = randomFrom(7);
  const { ana, ben } = await castOfThree();
  const cleo = await person("Cleo");
  const threads = await Promise.all([1, 2, 3].map(() => groupOf(ana, ben, cleo)));
  const known = new Map(threads.map((threadId) => [threadId, { seq: 0, version: 0 }]));

  function learn({ threadId, seq, version }: ReadPosition): void {
    const held = known.get(threadId)!;
    if (version === held.version) expect(seq).toBeGreaterThanOrEqual(held.seq);
    else expect(version).toBe(held.version + 1);
    known.set(threadId, { seq, version });
  }
  const operations = [
    (threadId: string) => say(random.pick([ana, ben, cleo]), threadId, random.pick(["noodles", `@${ben.username}`])),
    async (threadId: string) => {
      const version = known.get(threadId)!.version - Number(random.chance(0.3));
      const seq = Math.floor(random.between(0, 40));
      const position = await display(ben, threadId, seq, Math.max(0, version));
      if (position) learn(position);
    },
    async (threadId: string) => {
      if (random.chance(0.3))
        learn(
          await markUnread(ben, {
            viewerId: ben.id,
            threadId,
            seq: Math.floor(random.between(1, 30)),
            version: known.get(threadId)!.version,
          }),
        );
    },
    async (threadId: string) => {
      const [newest] = (await openThread(ana, threadId)).page.messages.filter(
        ({ author, isDeleted, event }) => author.id === ana.id && !isDeleted && !event,
      );
      if (newest) await deleteMessage(ana, { viewerId: ana.id, threadId, seq: newest.seq });
    },
    async () => {
      if (random.chance(0.1)) for (const position of await markAllRead(ben)) learn(position);
    },
  ];
  for (let count = 0; count < 300; count += 1) await random.pick(operations)(random.pick(threads));

  for (const threadId of threads) {
    const { summary, page } = await openThread(ben, threadId);
    const unread = page.messages.filter(
      ({ seq, author, event, isDeleted }) => seq > summary.lastReadSeq && author.id !== ben.id && !event && !isDeleted,
    );
    const mentions = unread.filter((message) => message.mentions.some(({ id }) => id === ben.id));
    expect(page.hasOlder && summary.lastReadSeq < page.messages[0]!.seq - 1).toBe(false);
    expect(summary).toMatchObject({ unread: unread.length, mentions: mentions.length });
  }
});
