import { expect, test } from "vitest";
import { renameGroup, setHistory } from "@/lib/groups";
import { addParticipants, removeParticipant } from "@/lib/membership";
import { editMessage } from "@/lib/message-changes";
import { listEdits, listMessages, sendMessages } from "@/lib/messages";
import { markUnread } from "@/lib/read-positions";
import type { Viewer } from "@/lib/sessions";
import { joinThread } from "@/lib/sync";
import { newestThreads, openThread } from "@/lib/threads";
import type { History } from "@/lib/wire/threads";
import { castOfThree, draft, groupOf, person, say } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();

const rename = (viewer: Viewer, threadId: string, title: string) =>
  renameGroup(viewer, { viewerId: viewer.id, threadId, title });
const open = (viewer: Viewer, threadId: string, history: History) =>
  setHistory(viewer, { viewerId: viewer.id, threadId, history });
const bodies = async (viewer: Viewer, threadId: string) =>
  (await listMessages(viewer, { viewerId: viewer.id, threadId, before: 1000 })).messages
    .map(({ body }) => body)
    .filter(Boolean);

/** A group of Ana's into which Dan came after a message was said, edited and answered. */
async function clubWithLatecomer() {
  const [ana, ben, cleo, dan] = await Promise.all([person("Ana"), person("Ben"), person("Cleo"), person("Dan")]);
  const threadId = await groupOf(ana, ben, cleo);
  const said = await say(ana, threadId, "secret");
  await editMessage(ana, { viewerId: ana.id, threadId, seq: said.seq, body: "secret still" });
  await addParticipants(ana, { viewerId: ana.id, threadId, personIds: [dan.id] });
  const reply = { ...draft("reply"), replyTo: said.seq };
  await sendMessages(ben, { viewerId: ben.id, threadId, drafts: [reply] });
  return { ana, ben, dan, threadId, seq: said.seq };
}

test("a group is renamed by its owner, once, and its list line, log and announcement say so", async () => {
  const [ana, ben, cleo, eve] = await Promise.all([person("Ana"), person("Ben"), person("Cleo"), person("Eve")]);
  const threadId = await groupOf(ana, ben, cleo);
  await rename(ana, threadId, "Dumplings");
  await rename(ana, threadId, "Dumplings");

  const { thread, page, summary } = await openThread(ben, threadId);
  expect([thread.title, summary.title, summary.unread]).toEqual(["Dumplings", "Dumplings", 0]);
  expect(page.messages.map(({ event }) => event).slice(1)).toEqual([{ type: "renamed", title: "Dumplings" }]);
  const told = stage.announced.filter((told) => "threadId" in told && told.threadId === threadId).slice(1);
  expect(told).toMatchObject([
    { type: "thread:changed", rev: 2, thread: { title: "Dumplings" } },
    { type: "message:created", message: { rev: 3 } },
  ]);

  await expect(rename(ben, threadId, "Bens")).rejects.toMatchObject({ code: "not-allowed" });
  await expect(rename(eve, threadId, "Eves")).rejects.toMatchObject({ code: "not-a-participant" });
  await expect(open(ben, threadId, "all")).rejects.toMatchObject({ code: "not-allowed" });
  await expect(open(eve, threadId, "all")).rejects.toMatchObject({ code: "not-a-participant" });
});

test("a direct thread has no name and no history to set", async () => {
  const { ana, threadId } = await castOfThree();
  await expect(rename(ana, threadId, "Us")).rejects.toMatchObject({ code: "not-allowed" });
  await expect(open(ana, threadId, "all")).rejects.toMatchObject({ code: "not-allowed" });
});

test("who came later reads what was before while the group says so, on every way to it, and no longer after", async () => {
  const { ana, dan, threadId, seq } = await clubWithLatecomer();
  const readings = async () => {
    const { page } = await openThread(dan, threadId);
    const changes = await joinThread(dan, { threadId, rev: 0 });
    const permalink = await openThread(dan, threadId, seq).catch(({ code }) => code);
    const edits = await listEdits(dan, { viewerId: dan.id, threadId, seq }).catch(({ code }) => code);
    return {
      texts: JSON.stringify([page, changes, await bodies(dan, threadId)]).match(/secret/g)?.length ?? 0,
      quote: page.messages.find(({ body }) => body === "reply")?.quote?.body,
      permalink: typeof permalink === "string" ? permalink : "shown",
      edits: typeof edits === "string" ? edits : edits.map(({ body }: { body: string }) => body),
    };
  };
  const nothing = { texts: 0, quote: undefined, permalink: "no-such-message", edits: "no-such-message" };
  expect(await readings()).toEqual(nothing);
  await open(ana, threadId, "all");
  expect(await readings()).toMatchObject({ quote: "secret still", permalink: "shown", edits: ["secret"] });
  await open(ana, threadId, "join");
  expect(await readings()).toEqual(nothing);

  await open(ana, threadId, "all");
  await removeParticipant(ana, { viewerId: ana.id, threadId, personId: dan.id });
  expect(await bodies(dan, threadId).catch(({ code }) => code)).toBe("not-a-participant");
});

test("what cannot be read any more is not unread either", async () => {
  const { ana, dan, threadId, seq } = await clubWithLatecomer();
  await open(ana, threadId, "all");
  await markUnread(dan, { viewerId: dan.id, threadId, seq, version: 0 });
  expect((await newestThreads(dan)).threads[0]?.unread).toBe(2);
  await open(ana, threadId, "join");
  expect((await newestThreads(dan)).threads[0]?.unread).toBe(1);
});
