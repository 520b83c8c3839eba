import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { preferencesOf } from "@/lib/preferences";
import { endSession } from "@/lib/sessions";
import { openThread } from "@/lib/threads";
import { SignOut } from "@/lib/wire/sessions";
import { castOfThree, draft, groupOf, person, say } from "@/tests/stage/cast";
import { actionIds, actionPages, cookieOf, outcomeOf, postAction } from "@/tests/stage/requests";
import { openSite } from "@/tests/stage/site";
import { setStage } from "@/tests/stage/stage";

const site = openSite(setStage());

const asked = async (name: string, input: unknown, cookie: string) =>
  outcomeOf(await postAction(site.url(), name, input, { origin: site.url(), cookie }));

test("a participant sends and reads through the actions of the build; Eve and nobody get nothing", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const drafts = [draft("Noodles?")];
  const [bens, eves] = [await cookieOf(ben), await cookieOf(eve)];

  const sent = await asked("sendMessages", { viewerId: ana.id, threadId, drafts }, await cookieOf(ana));
  expect(sent).toMatchObject({ ok: true, value: [{ ok: true, value: { seq: 1, body: "Noodles?" } }] });
  const read = await asked("listMessages", { viewerId: ben.id, threadId, before: 9 }, bens);
  expect(read).toMatchObject({ ok: true, value: { messages: [{ body: "Noodles?" }] } });

  const refused = { ok: false, code: "not-a-participant" };
  expect(await asked("listMessages", { viewerId: eve.id, threadId, before: 9 }, eves)).toEqual(refused);
  expect(await asked("listMessages", { viewerId: eve.id, threadId: randomUUID(), before: 9 }, eves)).toEqual(refused);
  const evesSend = await asked("sendMessages", { viewerId: eve.id, threadId, drafts: [draft("x")] }, eves);
  expect(evesSend).toEqual({ ok: true, value: [refused] });
  const list = await asked("listMessages", { viewerId: ben.id, threadId, before: 9 }, "");
  expect(list).toEqual({ ok: false, code: "signed-out" });
  const others = await asked("listMessages", { viewerId: ben.id, threadId, before: 9 }, await cookieOf(ana));
  expect(others).toEqual({ ok: false, code: "other-viewer" });

  await endSession(ben.sessionId);
  expect(await asked("listMessages", { viewerId: ben.id, threadId, before: 9 }, bens)).toEqual({
    ok: false,
    code: "signed-out",
  });
});

test("marking as unread, and everything as read, is for the person themselves, in threads they are in", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  await say(ana, threadId, "Noodles?");
  const [bens, eves] = [await cookieOf(ben), await cookieOf(eve)];
  const mark = { viewerId: ben.id, threadId, seq: 1, version: 0 };
  expect(await asked("markAllRead", { viewerId: ben.id }, bens)).toMatchObject({ value: [{ threadId, unread: 0 }] });
  expect(await asked("markUnread", mark, bens)).toMatchObject({ value: { seq: 0, version: 1, unread: 1 } });

  expect(await asked("markUnread", { ...mark, viewerId: eve.id }, eves)).toEqual({
    ok: false,
    code: "not-a-participant",
  });
  expect(await asked("markUnread", mark, eves)).toEqual({ ok: false, code: "other-viewer" });
  expect(await asked("markAllRead", { viewerId: ben.id }, eves)).toEqual({ ok: false, code: "other-viewer" });
  expect(await asked("markAllRead", { viewerId: eve.id }, eves)).toEqual({ ok: true, value: [] });
  expect((await openThread(ben, threadId)).summary).toMatchObject({ unread: 1, readVersion: 1 });
});

test("what somebody tells of themselves is changed by nobody else", async () => {
  const { ana, eve } = await castOfThree();
  const input = { viewerId: ana.id, change: { presenceOn: false } };
  const changed = await asked("updatePreferences", input, await cookieOf(ana));
  expect(changed).toEqual({ ok: true, value: { receiptsOn: true, typingOn: true, presenceOn: false } });
  const back = { viewerId: ana.id, change: { presenceOn: true } };
  expect(await asked("updatePreferences", back, await cookieOf(eve))).toEqual({ ok: false, code: "other-viewer" });
  expect(await asked("updatePreferences", { ...back, change: {} }, await cookieOf(ana))).toMatchObject({ ok: false });
  expect(await preferencesOf(ana)).toMatchObject({ presenceOn: false });
});

test("an action that does not come from one of our pages is not run", async () => {
  const { ana, threadId } = await castOfThree();
  const input = { viewerId: ana.id, threadId, drafts: [draft("forged")] };
  const cookie = await cookieOf(ana);
  const foreign: Record<string, string>[] = [
    {},
    { origin: "null" },
    { origin: "http://evil.example" },
    { origin: "http://evil.example", "x-forwarded-host": "evil.example" },
  ];
  for (const headers of foreign) {
    expect((await postAction(site.url(), "sendMessages", input, { cookie, ...headers })).status).toBe(403);
  }
  const { page } = await openThread(ana, threadId);
  expect(page.messages).toEqual([]);
});

test("every action refuses input of another shape, and what a client may not set", async () => {
  const [ana, ben, cleo] = await Promise.all([person("Ana"), person("Ben"), person("Cleo")]);
  const threadId = await groupOf(ana, ben, cleo);
  const cookie = await cookieOf(ana);
  const actions = Object.keys(actionIds()).filter((name) => !name.endsWith("Form"));
  expect(actions.length).toBeGreaterThanOrEqual(7);

  const hostile = [
    null,
    7,
    "x",
    [],
    {},
    { viewerId: ana.id },
    { viewerId: ana.id, threadId, before: 9, drafts: [draft("x")], role: "administrator" },
  ];
  for (const name of actions) {
    const asksNothing = ["signOut", "markAllRead", "endOtherSessions", "removePicture"].includes(name);
    for (const input of hostile.filter((input) => !asksNothing || !SignOut.safeParse(input).success)) {
      expect([name, await asked(name, input, cookie)]).toEqual([name, { ok: false, code: "invalid-input" }]);
    }
  }
  const tooLong = { viewerId: ana.id, threadId, drafts: [draft("x".repeat(10_001))] };
  expect(await asked("sendMessages", tooLong, cookie)).toEqual({ ok: false, code: "invalid-input" });
});

test("a page of a conversation is for its participants, in each of the forms that Next serves it", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  await say(ana, threadId, "Noodles?");
  const variants: Record<string, string>[] = [
    {},
    { RSC: "1" },
    { RSC: "1", "Next-Router-Prefetch": "1" },
    { RSC: "1", "Next-Router-Segment-Prefetch": "/_tree" },
    { RSC: "1", "x-middleware-subrequest": "middleware", "next-resume": "1" },
  ];
  const read = async (headers: Record<string, string>) => {
    const response = await fetch(`${site.url()}/t/${threadId}`, { headers, redirect: "manual" });
    return { text: await response.text(), cache: response.headers.get("cache-control") };
  };

  const bens = await read({ cookie: await cookieOf(ben) });
  expect(bens.text).toContain("Noodles?");
  expect(bens.cache).toMatch(/private|no-store/);
  for (const variant of variants) {
    for (const cookie of ["", await cookieOf(eve)]) {
      const { text } = await read({ ...variant, cookie });
      expect(text).not.toMatch(/Noodles|"Ana"|Ana/);
    }
  }
});

test("what cannot be read is told so, and is no fault of the server", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const cookie = await cookieOf(ana);
  const id = actionIds().sendMessages ?? "";
  const form = "multipart/form-data; boundary=x";
  const unreadable: [body: string, headers: Record<string, string>][] = [
    ["[", { "next-action": id }],
    ['["$Q1"]', { "next-action": id }],
    ['--x\r\ncontent-disposition: form-data; name="0"\r\n\r\n["$1:then"]', { "next-action": id, "content-type": form }],
    ["--x", { "content-type": form }],
    ['--x\r\ncontent-disposition: form-data; name="$ACTION_REF_1"\r\n\r\n\r\n--x--', { "content-type": form }],
  ];
  for (const [body, headers] of unreadable) {
    const asked = { method: "POST", body, headers: { origin: site.url(), cookie, ...headers } };
    const { status } = await fetch(`${site.url()}/t/${threadId}`, asked);
    expect([body, status]).toEqual([body, 400]);
  }
  const drafts = [draft("Noodles?")];
  expect(await asked("sendMessages", { viewerId: ana.id, threadId, drafts }, cookie)).toMatchObject({ ok: true });
  expect((await openThread(ben, threadId)).page.messages).toHaveLength(1);
});

test("each page knows every action: Next would fetch the one that does from itself, cookie and all", () => {
  const known = Object.entries(actionPages());
  const pages = new Set(known.flatMap(([, pages]) => pages));
  expect(pages.size).toBeGreaterThan(10);
  for (const [name, its] of known) expect([name, its.length]).toEqual([name, pages.size]);
});
