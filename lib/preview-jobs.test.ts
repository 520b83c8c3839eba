import { beforeEach, expect, test } from "vitest";
import { database } from "@/db/client";
import { linkPreviews } from "@/db/schema";
import { deleteAccount } from "@/lib/deletions";
import { doJobStep } from "@/lib/jobs";
import { setLog } from "@/lib/log";
import { deleteMessage, editMessage, removeLinkPreview } from "@/lib/message-changes";
import { listMessages } from "@/lib/messages";
import { takePreview } from "@/lib/preview-jobs";
import type { Viewer } from "@/lib/sessions";
import type { Message } from "@/lib/wire/messages";
import { castOfThree, say } from "@/tests/stage/cast";
import { aPage, setOutside } from "@/tests/stage/outside";
import { aPicture, hostilePictures } from "@/tests/stage/pictures";
import { fetchPreviews, hurryPreviews, openPreviews, turnPreviews } from "@/tests/stage/previews";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();
const outside = setOutside();
/** The stage's internet speaks no TLS. */
const LINK = "http://news.example.org/";
const HEAD = `<title>Noodles</title><meta property="og:site_name" content="The News">`;

beforeEach(async () => {
  await turnPreviews(true);
  outside.pages.set("news.example.org/", aPage(HEAD));
  outside.pages.set("news.example.org/rice", aPage("<title>Rice</title>"));
});

async function seen(viewer: Viewer, { threadId, seq }: Message): Promise<Message | undefined> {
  const { messages } = await listMessages(viewer, { viewerId: viewer.id, threadId, before: 99 });
  return messages.find((message) => message.seq === seq);
}

test("a message is sent without waiting, and its preview comes as the next change of it", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const sent = await say(ana, threadId, `Look: ${LINK} and http://other.example.org/`);
  await say(ben, threadId, "Noodles?");
  expect([sent.preview, outside.connections]).toEqual([null, 0]);

  expect(await fetchPreviews(outside.reach)).toBe(1);
  const preview = { url: LINK, title: "Noodles", siteName: "The News", description: null, picture: null };
  const after = await seen(ben, sent);
  expect(after).toEqual({ ...sent, rev: sent.rev + 2, preview });
  expect(stage.announced.at(-1)).toMatchObject({ type: "message:changed", threadId, message: after });
  expect(outside.requests.map(({ headers }) => headers.host)).toEqual(["news.example.org"]);
  expect(await openPreviews()).toEqual([]);
});

test("while it is off nothing is fetched, and what was fetched before is shown to nobody", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const before = await say(ana, threadId, LINK);
  const waiting = await say(ana, threadId, `${LINK}rice`);
  await (await takePreview(outside.reach))?.(new AbortController().signal);
  expect((await seen(ben, before))?.preview).toMatchObject({ title: "Noodles" });

  await turnPreviews(false);
  await say(ana, threadId, LINK);
  expect(await openPreviews()).toHaveLength(1);
  await fetchPreviews(outside.reach);
  expect(outside.connections).toBe(1);
  for (const message of [before, waiting]) expect((await seen(ben, message))?.preview).toBeNull();
  await turnPreviews(true);
  expect((await seen(ben, before))?.preview).toMatchObject({ title: "Noodles" });
});

test("the picture of a page is drawn anew, and one that is not to be had is left out", async () => {
  const { ana, threadId } = await castOfThree();
  const pictures = { ...(await hostilePictures()), real: await aPicture("jpeg", { width: 1300, height: 650 }) };
  const shown: unknown[] = [];
  for (const [name, bytes] of Object.entries({ ...pictures, large: Buffer.alloc(5 * 1024 * 1024 + 1) })) {
    outside.pages.set("news.example.org/p", (_request, response) =>
      response.writeHead(200, { "Content-Type": "image/jpeg" }).end(bytes),
    );
    outside.pages.set("news.example.org/", aPage(`${HEAD}<meta property="og:image" content="/p">`));
    const message = await say(ana, threadId, LINK);
    expect(await fetchPreviews(outside.reach)).toBe(1);
    const { preview } = (await seen(ana, message)) ?? {};
    expect(preview?.title).toBe("Noodles");
    if (preview?.picture) shown.push([name, preview.picture.width, preview.picture.height]);
  }
  expect(shown).toEqual([["real", 640, 320]]);
  outside.pages.set("news.example.org/", aPage(`${HEAD}<meta property="og:image" content="http://169.254.169.254/">`));
  const message = await say(ana, threadId, LINK);
  await fetchPreviews(outside.reach);
  expect((await seen(ana, message))?.preview).toMatchObject({ title: "Noodles", picture: null });
});

test("a process that ends while it fetches a picture leaves the whole to another one", async () => {
  const { ana, threadId } = await castOfThree();
  const ending = new AbortController();
  outside.pages.set("news.example.org/", aPage(`${HEAD}<meta property="og:image" content="/p">`));
  outside.pages.set("news.example.org/p", () => ending.abort());
  const message = await say(ana, threadId, LINK);
  await (await takePreview(outside.reach))?.(ending.signal);
  expect([(await seen(ana, message))?.preview, (await openPreviews()).length]).toEqual([null, 1]);
  const picture = await aPicture("png");
  outside.pages.set("news.example.org/p", (_request, response) =>
    response.writeHead(200, { "Content-Type": "image/png" }).end(picture),
  );
  await hurryPreviews();
  await fetchPreviews(outside.reach);
  expect((await seen(ana, message))?.preview?.picture).toMatchObject({ width: 40, height: 30 });
});

test("a page that cannot be reached is tried three times, and one that is nothing once", async () => {
  const { ana, threadId } = await castOfThree();
  outside.pages.set("news.example.org/", (_request, response) => response.writeHead(503).end());
  const message = await say(ana, threadId, LINK);
  for (const tries of [1, 2, 3]) {
    expect(await fetchPreviews(outside.reach)).toBe(1);
    expect(await fetchPreviews(outside.reach)).toBe(0);
    expect(outside.requests).toHaveLength(tries);
    expect(await hurryPreviews()).toHaveLength(tries < 3 ? 1 : 0);
  }
  await say(ana, threadId, `${LINK}nothing`);
  await say(ana, threadId, "http://127.0.0.1/");
  expect(await fetchPreviews(outside.reach)).toBe(2);
  expect(await openPreviews()).toEqual([]);
  expect((await seen(ana, message))?.preview).toBeNull();
});

test("a job that a process left is taken again after its lease, not before, and not for ever", async () => {
  setLog("silent", { out: () => {}, error: () => {} });
  const { ana, threadId } = await castOfThree();
  await say(ana, threadId, LINK);
  for (const _ of [1, 2, 3]) {
    expect(await takePreview(outside.reach)).not.toBeNull();
    expect(await takePreview(outside.reach)).toBeNull();
    expect(await doJobStep()).toBe(false);
    await hurryPreviews();
  }
  expect(await fetchPreviews(outside.reach)).toBe(1);
  expect([outside.connections, await openPreviews()]).toEqual([0, []]);
});

test("an edit keeps the preview of the same link, takes away that of one that is gone, and brings that of another", async () => {
  const { ana, threadId } = await castOfThree();
  const message = await say(ana, threadId, LINK);
  await fetchPreviews(outside.reach);
  const edit = (body: string) => editMessage(ana, { viewerId: ana.id, threadId, seq: message.seq, body });
  expect((await edit(`Look: ${LINK}`)).preview).toMatchObject({ title: "Noodles" });
  expect(await openPreviews()).toEqual([]);
  expect((await edit(`Look: ${LINK}rice`)).preview).toBeNull();
  await fetchPreviews(outside.reach);
  expect((await seen(ana, message))?.preview).toMatchObject({ title: "Rice" });
  expect((await edit("Look")).preview).toBeNull();
  await edit(LINK);
  await edit(`${LINK}rice`);
  const before = outside.requests.length;
  expect([await fetchPreviews(outside.reach), outside.requests.length - before]).toEqual([2, 1]);
  await edit("Look");
  expect([await database().select().from(linkPreviews), await fetchPreviews(outside.reach)]).toEqual([
    expect.not.arrayContaining([expect.objectContaining({ threadId })]),
    0,
  ]);
});

test("what was edited or deleted while its page was fetched gets nothing of it", async () => {
  const { ana, threadId } = await castOfThree();
  const [edited, deleted] = [await say(ana, threadId, LINK), await say(ana, threadId, `${LINK}rice`)];
  const place = (message: Message) => ({ viewerId: ana.id, threadId, seq: message.seq });
  const served = aPage(HEAD);
  outside.pages.set("news.example.org/", async (request, response) => {
    await editMessage(ana, { ...place(edited), body: "Look" });
    served(request, response);
  });
  outside.pages.set("news.example.org/rice", async (request, response) => {
    await deleteMessage(ana, place(deleted));
    served(request, response);
  });
  expect(await fetchPreviews(outside.reach)).toBe(2);
  expect(outside.requests).toHaveLength(2);
  for (const message of [edited, deleted]) expect((await seen(ana, message))?.preview).toBeNull();
});

test("the author takes a preview away for everyone, and nobody else does; it does not come back", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const message = await say(ana, threadId, LINK);
  await fetchPreviews(outside.reach);
  const remove = (viewer: Viewer) => removeLinkPreview(viewer, { viewerId: viewer.id, threadId, seq: message.seq });
  await expect(remove(ben)).rejects.toThrow("not-allowed");
  await expect(remove(eve)).rejects.toThrow("not-a-participant");
  const shown = await seen(ben, message);
  expect(shown?.preview).not.toBeNull();

  const removed = await remove(ana);
  expect(removed).toMatchObject({ preview: null, rev: (shown?.rev ?? 0) + 1 });
  expect(stage.announced.at(-1)).toMatchObject({ type: "message:changed", message: removed });
  expect(await remove(ana)).toEqual(removed);
  const [kept] = (await database().select().from(linkPreviews)).filter((row) => row.threadId === threadId);
  expect(kept).toMatchObject({ title: "", siteName: null, picture: null });
  await editMessage(ana, { viewerId: ana.id, threadId, seq: message.seq, body: `Look: ${LINK}` });
  expect(await fetchPreviews(outside.reach)).toBe(0);
  expect((await seen(ben, message))?.preview).toBeNull();
});

test("with a message its preview is deleted, and with an account that of all its messages", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const [one, other] = [await say(ana, threadId, LINK), await say(ana, threadId, LINK)];
  await fetchPreviews(outside.reach);
  const rows = async () => (await database().select().from(linkPreviews)).filter((row) => row.threadId === threadId);
  expect(await rows()).toHaveLength(2);
  await deleteMessage(ana, { viewerId: ana.id, threadId, seq: one.seq });
  expect((await rows()).map(({ seq }) => seq)).toEqual([other.seq]);
  await deleteAccount(null, { personId: ana.id, messages: "stubs" });
  while (await doJobStep());
  expect(await rows()).toEqual([]);
  expect((await seen(ben, other))?.preview).toBeNull();
});
