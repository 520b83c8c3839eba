import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { isUnavailable } from "@/db/failure";
import { messages, threads } from "@/db/schema";
import { addParticipants, removeParticipant } from "@/lib/membership";
import { listMessages, sendMessages } from "@/lib/messages";
import { signOut } from "@/lib/sessions";
import { AFTER_ALL } from "@/lib/wire/limits";
import { castOfThree, draft, groupOf, person, say } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();

const placesIn = async (threadId: string) =>
  (await database().select({ seq: messages.seq }).from(messages).where(eq(messages.threadId, threadId)))
    .map(({ seq }) => seq)
    .sort((a, b) => a - b);

/** As a tab does it: what had to wait for too long, behind all the others on a slow machine, is asked for again. */
async function insist<Value>(ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask();
  } catch (error) {
    if (isUnavailable(error)) return insist(ask);
    throw error;
  }
}

const upTo = (last: number) => Array.from({ length: last }, (_, place) => place + 1);

test("a message that was sent is there, announced, and read by the other", async () => {
  const { ana, ben, threadId } = await castOfThree();

  const sent = await say(ana, threadId, "Noodles?");

  expect(sent).toMatchObject({ threadId, seq: 1, body: "Noodles?", author: { id: ana.id, name: "Ana" } });
  expect(stage.announced).toContainEqual(expect.objectContaining({ type: "message:created", message: sent }));
  const page = await listMessages(ben, { viewerId: ben.id, threadId, before: 2 });
  expect(page).toEqual({ messages: [sent], hasOlder: false, newest: 1, rev: sent.rev });
});

test("Eve cannot read what Ben reads", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  await say(ana, threadId, "Noodles?");

  expect((await listMessages(ben, { viewerId: ben.id, threadId, before: 10 })).messages).toHaveLength(1);
  const refusal = listMessages(eve, { viewerId: eve.id, threadId, before: 10 });
  await expect(refusal).rejects.toMatchObject({ code: "not-a-participant" });
});

test("Eve cannot send where Ben can, and a thread that is missing looks the same to her", async () => {
  const { ben, eve, threadId } = await castOfThree();
  await say(ben, threadId, "Noodles?");

  for (const id of [threadId, randomUUID()]) {
    const outcomes = await sendMessages(eve, { viewerId: eve.id, threadId: id, drafts: [draft("Hello")] });
    expect(outcomes).toEqual([{ ok: false, code: "not-a-participant" }]);
  }
  expect(await placesIn(threadId)).toEqual([1]);
});

test("sending the same message twice leaves one message and gives the same answer", async () => {
  const { ana, threadId } = await castOfThree();
  const input = { viewerId: ana.id, threadId, drafts: [draft("Noodles?")] };

  const first = await sendMessages(ana, input);
  const announcedOnce = stage.announced.length;

  expect(await sendMessages(ana, input)).toEqual(first);
  expect(stage.announced).toHaveLength(announcedOnce);
  expect(await placesIn(threadId)).toEqual([1]);
});

test("an id that was used for another text, or by another person, is refused", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const { id } = await say(ana, threadId, "Noodles?");

  const again = (viewer: typeof ana, body: string) =>
    sendMessages(viewer, { viewerId: viewer.id, threadId, drafts: [draft(body, id)] });
  expect(await again(ana, "Soup?")).toEqual([{ ok: false, code: "message-id-taken" }]);
  expect(await again(ben, "Noodles?")).toEqual([{ ok: false, code: "message-id-taken" }]);
  expect(await again(eve, "Noodles?")).toEqual([{ ok: false, code: "not-a-participant" }]);
});

test("drafts of one call keep their order, and a refused one does not stop the others", async () => {
  const { ana, threadId } = await castOfThree();
  const { id: taken } = await say(ana, threadId, "one");

  const drafts = [draft("two"), draft("another one", taken), draft("three")];
  const outcomes = await sendMessages(ana, { viewerId: ana.id, threadId, drafts });

  expect(outcomes.map((outcome) => (outcome.ok ? outcome.value.seq : outcome.code))).toEqual([
    2,
    "message-id-taken",
    3,
  ]);
});

test("an ended session sends nothing", async () => {
  const { ana, threadId } = await castOfThree();
  await say(ana, threadId, "one");
  await signOut(ana);

  const outcomes = await sendMessages(ana, { viewerId: ana.id, threadId, drafts: [draft("two")] });
  expect(outcomes).toEqual([{ ok: false, code: "signed-out" }]);
});

test("200 messages sent ten times at once make 200 messages with the places 1 to 200", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const drafts = upTo(200).map((number) => ({ writer: number % 2 ? ana : ben, draft: draft(`${number}`) }));
  const sends = upTo(10).flatMap(() => drafts);

  const outcomes = await Promise.all(
    sends.map(({ writer, draft }) =>
      insist(() => sendMessages(writer, { viewerId: writer.id, threadId, drafts: [draft] })),
    ),
  );

  expect(outcomes.flat().every((outcome) => outcome.ok)).toBe(true);
  expect(await placesIn(threadId)).toEqual(upTo(200));
  const [thread] = await database().select().from(threads).where(eq(threads.id, threadId));
  expect(thread).toMatchObject({ lastSeq: 200, lastRev: 201 });
});

test("40 removals race with sends, and nothing is accepted after a removal", async () => {
  const ana = await person("Ana");
  const members = await Promise.all(upTo(40).map(() => person("Ben")));
  const threadId = await groupOf(ana, members[0]!, members[1]!, ...members.slice(2));

  const results = await Promise.all(
    members.map(async (member) => {
      let isRemoved = false;
      const removal = removeParticipant(ana, { viewerId: ana.id, threadId, personId: member.id }).then(() => {
        isRemoved = true;
      });
      let acceptedAfter = 0;
      for (let number = 0; number < 5; number += 1) {
        const wasRemoved = isRemoved;
        const drafts = [draft(`${number}`)];
        const [outcome] = await sendMessages(member, { viewerId: member.id, threadId, drafts });
        if (wasRemoved && outcome?.ok) acceptedAfter += 1;
      }
      await removal;
      const [late] = await sendMessages(member, { viewerId: member.id, threadId, drafts: [draft("late")] });
      return { acceptedAfter, late };
    }),
  );

  const refused = { ok: false, code: "not-a-participant" };
  expect(results).toEqual(members.map(() => ({ acceptedAfter: 0, late: refused })));
  expect(await writtenAfterRemoval(threadId)).toEqual([]);
});

/** What members wrote at a place behind the line that says that they were removed. */
async function writtenAfterRemoval(threadId: string) {
  const rows = await database().select().from(messages).where(eq(messages.threadId, threadId));
  const removedAt = new Map(
    rows.flatMap(({ event, seq }) => (event?.type === "removed" ? [[event.person.id, seq] as const] : [])),
  );
  expect(removedAt.size).toBe(40);
  return rows.filter(({ authorId, seq }) => seq > (removedAt.get(authorId) ?? Number.POSITIVE_INFINITY));
}

test("pages go back to the first message, and a newcomer reads from their join on", async () => {
  const [ana, ben, eve] = await Promise.all([person("Ana"), person("Ben"), person("Eve")]);
  const threadId = await groupOf(ana, ben, await person("Cleo"));
  for (const number of upTo(60)) await say(ana, threadId, `${number}`);

  const newest = await listMessages(ben, { viewerId: ben.id, threadId, before: 62 });
  expect(newest.hasOlder).toBe(true);
  expect(newest.messages.map(({ seq }) => seq)).toEqual(upTo(61).slice(-50));
  const oldest = await listMessages(ben, { viewerId: ben.id, threadId, before: 12 });
  expect(oldest.messages.map(({ seq }) => seq)).toEqual(upTo(11));
  expect(oldest.hasOlder).toBe(false);

  const seqsOf = async (viewer: typeof ben, place: { after: number } | { around: number } | { before: number }) =>
    (await listMessages(viewer, { viewerId: viewer.id, threadId, ...place })).messages.map(({ seq }) => seq);
  expect(await seqsOf(ben, { after: 5 })).toEqual(upTo(55).slice(5));
  expect(await seqsOf(ben, { after: 50 })).toEqual(upTo(61).slice(50));
  expect(await seqsOf(ben, { after: 61 })).toEqual([]);
  expect(await seqsOf(ben, { after: AFTER_ALL })).toEqual([]);
  expect(await seqsOf(ben, { around: 30 })).toEqual(upTo(54).slice(4));
  expect(await seqsOf(ben, { around: 3 })).toEqual(upTo(27));
  expect(await seqsOf(ben, { around: 61 })).toEqual(upTo(61).slice(35));
  const middle = await listMessages(ben, { viewerId: ben.id, threadId, around: 30 });
  expect(middle).toMatchObject({ hasOlder: true, newest: 61 });
  expect(await listMessages(ben, { viewerId: ben.id, threadId, around: 26 })).toMatchObject({ hasOlder: false });

  await addParticipants(ana, { viewerId: ana.id, threadId, personIds: [eve.id] });
  for (const place of [{ before: 100 }, { after: 1 }, { around: 40 }, { around: 62 }])
    expect([place, await seqsOf(eve, place)]).toEqual([place, [62]]);
});
