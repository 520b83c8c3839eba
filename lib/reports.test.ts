import { expect, test } from "vitest";
import { openFile } from "@/lib/files";
import { addParticipants, removeParticipant } from "@/lib/membership";
import { deleteMessage, editMessage } from "@/lib/message-changes";
import { administrator, castOfThree, groupOf, person, say } from "@/tests/stage/cast";
import { sayWithFile } from "@/tests/stage/files";
import { setStage } from "@/tests/stage/stage";
import { closeReport, listReports, reportMessage } from "./reports";
import { endSession } from "./sessions";

const { announced } = setStage();
type Somebody = Awaited<ReturnType<typeof person>>;
const report = (viewer: Somebody, threadId: string, seq: number, reason = "It is unkind.") =>
  reportMessage(viewer, { viewerId: viewer.id, threadId, seq, reason });
const openReports = async (viewer: Somebody, author: Somebody) =>
  (await listReports(viewer)).open.filter((found) => found.author.id === author.id);

test("what was reported is kept as it was then, once for each who reports it, and its author is not told", async () => {
  const ada = await administrator("Ada");
  const { ana, ben, threadId } = await castOfThree();
  const { seq } = await say(ben, threadId, "You smell of noodles.");
  const before = announced.length;
  await report(ana, threadId, seq);
  await report(ana, threadId, seq, "As I said.");
  expect(announced).toHaveLength(before);

  await editMessage(ben, { viewerId: ben.id, threadId, seq, body: "You smell of roses." });
  const found = await openReports(ada, ben);
  expect(found.map(({ body, reason, reporter }) => [body, reason, reporter.name])).toEqual([
    ["You smell of noodles.", "It is unkind.", "Ana"],
  ]);
});

test("of a message that is files, their names, sizes and types are kept, and nothing of what is in them", async () => {
  const ada = await administrator("Ada");
  const { ana, ben, threadId } = await castOfThree();
  const { seq, files } = await sayWithFile(ben, threadId, "You smell of noodles.");
  await report(ana, threadId, seq);
  await deleteMessage(ben, { viewerId: ben.id, threadId, seq });
  const [found] = await openReports(ada, ben);
  expect(found).toMatchObject({ body: "" });
  expect(found?.files).toEqual([{ name: "noodles.txt", size: 21, type: "application/octet-stream" }]);
  await expect(openFile(ada, { id: files[0]!.id })).rejects.toMatchObject({ code: "no-such-file" });
});

test("a closed report is among those that are closed, and closing it again is the same", async () => {
  const ada = await administrator("Ada");
  const { ana, ben, threadId } = await castOfThree();
  await report(ana, threadId, (await say(ben, threadId, "Hm.")).seq);
  const [found] = await openReports(ada, ben);
  const id = found!.id;
  for (const _again of [1, 2]) {
    const { open, closed } = await closeReport(ada, { viewerId: ada.id, reportId: id });
    expect(open.map((one) => one.id)).not.toContain(id);
    expect(closed.map((one) => one.id)).toContain(id);
  }
  const unknown = { viewerId: ada.id, reportId: crypto.randomUUID() };
  await expect(closeReport(ada, unknown)).rejects.toMatchObject({ code: "no-such-report" });
});

test("one reports only what one may read, and nothing of one's own", async () => {
  const [ana, ben, cleo, eve] = (await Promise.all(["Ana", "Ben", "Cleo", "Eve"].map(person))) as [
    Somebody,
    Somebody,
    Somebody,
    Somebody,
  ];
  const threadId = await groupOf(ana, ben, cleo);
  const { seq } = await say(ben, threadId, "Hm.");
  await report(ana, threadId, seq);

  await expect(report(eve, threadId, seq)).rejects.toMatchObject({ code: "not-a-participant" });
  await expect(report(eve, crypto.randomUUID(), seq)).rejects.toMatchObject({ code: "not-a-participant" });
  await expect(report(ben, threadId, seq)).rejects.toMatchObject({ code: "not-allowed" });
  await expect(report(ana, threadId, 1)).rejects.toMatchObject({ code: "no-such-message" });
  await addParticipants(ana, { viewerId: ana.id, threadId, personIds: [eve.id] });
  await expect(report(eve, threadId, seq)).rejects.toMatchObject({ code: "no-such-message" });
  await removeParticipant(ana, { viewerId: ana.id, threadId, personId: cleo.id });
  await expect(report(cleo, threadId, seq)).rejects.toMatchObject({ code: "not-a-participant" });
  await endSession(ana.sessionId);
  await expect(report(ana, threadId, seq)).rejects.toMatchObject({ code: "signed-out" });
});

test("reports are for administrators alone", async () => {
  const ada = await administrator("Ada");
  const { ana, ben, threadId } = await castOfThree();
  await report(ana, threadId, (await say(ben, threadId, "Hm.")).seq);
  const [found] = await openReports(ada, ben);
  const refusal = { code: "not-allowed" };
  await expect(listReports(ben)).rejects.toMatchObject(refusal);
  await expect(closeReport(ben, { viewerId: ben.id, reportId: found!.id })).rejects.toMatchObject(refusal);
  // What a tab believes of its viewer's role counts for nothing.
  const pretender = { ...ben, role: "administrator" as const };
  await expect(closeReport(pretender, { viewerId: ben.id, reportId: found!.id })).rejects.toMatchObject(refusal);
  expect(await openReports(ada, ben)).toHaveLength(1);
});
