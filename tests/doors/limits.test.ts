import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LIMITS } from "@/lib/limits";
import type { Viewer } from "@/lib/sessions";
import { setSettings } from "@/lib/settings";
import { draft, PASSWORD, person, secondDevice } from "@/tests/stage/cast";
import { aPicture } from "@/tests/stage/pictures";
import { actionIds, cookieOf, outcomeOf, postAction } from "@/tests/stage/requests";
import { type RunningServer, startServer } from "@/tests/stage/server";
import { setStage } from "@/tests/stage/stage";
import { ACTIONS, FORMS } from "./matrix/actions";
import { ADDRESSES } from "./matrix/addresses";
import { setScene } from "./matrix/roles";

/**
 * A server on which everything may be done once, by each person and from each address: so nothing goes without a limit. On
 * the other one an address may ask more often, and try once.
 */
const stage = setStage();
let [server, forms]: RunningServer[] = [];
const secret = "a secret of the doors, long enough for everyone";
beforeAll(async () => {
  setSettings({ publicUrl: undefined, isDemo: false, secret });
  const start = (factor: string) =>
    startServer({
      DATABASE_URL: stage.databaseUrl(),
      DATA_DIR: process.env.DATA_DIR ?? "",
      NEXTAUTH_SECRET: secret,
      TRUSTED_PROXIES: "loopback",
      RATE_LIMITS: factor,
    });
  [server, forms] = await Promise.all([start("0.00001"), start("0.01")]);
});
afterAll(() => Promise.all([server?.stop(), forms?.stop()]));

let addresses = 0;
/** An address from which nothing was asked yet, as the proxy before the server tells it. */
function elsewhere(): string {
  addresses += 1;
  return `198.51.${addresses >> 8}.${addresses & 255}`;
}
const headersFrom = (address: string, cookie = "", at = server) => ({
  origin: at!.url,
  "x-forwarded-for": address,
  cookie,
});

async function ask(name: string, viewer: Viewer, input: object): Promise<unknown> {
  const headers = headersFrom(elsewhere(), await cookieOf(viewer));
  return outcomeOf(await postAction(server!.url, name, { viewerId: viewer.id, ...input }, headers));
}

const someLimit = { ok: false, code: expect.stringMatching(/^too-(fast|many-tries)$/), retryAfter: expect.any(Number) };

test.each(Object.entries(ACTIONS))("the action %s has a limit", async (name, { input }) => {
  const { viewer, ...scene } = await setScene("participant");
  const first = await ask(name, viewer!, await input(scene));
  expect(first).not.toEqual(someLimit);
  const again = await ask(name, await secondDevice(viewer!), await input(scene));
  expect(again).toEqual(name === "sendMessages" ? { ok: true, value: [someLimit] } : someLimit);
});

const LINK = { token: "nobodys", name: "Gus", password: "noodles at seven" };
const PAGES: Record<string, string> = {
  joinForm: "/join/x",
  registerForm: "/register",
  resetForm: "/reset/x",
  setUpForm: "/set-up/x",
  signInForm: "/sign-in",
};

/** Posts a form as a page with scripts does; where it leads, and the answer, as text. */
async function postForm(name: string, fields: Record<string, string>, address: string): Promise<string> {
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) body.append(`_1_${field}`, value);
  body.append("0", name === "signInForm" ? '["$K1"]' : '[null,"$K1"]');
  const headers = { ...headersFrom(address, "", forms), "Next-Action": actionIds()[name] ?? "" };
  const response = await fetch(forms!.url + PAGES[name], { method: "POST", headers, body, redirect: "manual" });
  return `${response.headers.get("x-action-redirect")} ${await response.text()}`;
}

test("each form has a limit: those of people that of the action which they call, the others one of the address", () => {
  expect([...Object.keys(PAGES), "sendForm", "signOutForm"].sort()).toEqual(FORMS);
});

test.each(Object.keys(PAGES))("the form %s has a limit, and says for how long", async (name) => {
  const address = elsewhere();
  const fields = { ...LINK, username: `gus-${randomUUID().slice(0, 8)}` };
  expect(await postForm(name, fields, address)).toMatch(/link-ended|registration-closed|wrong-credentials/);
  const again = await postForm(name, fields, address);
  expect(again).toMatch(/too-many-tries/);
  expect(Number(/(?:retryAfter":|wait=)(\d+)/.exec(again)?.[1])).toBeGreaterThan(60);
});

test.each(Object.keys(ADDRESSES).filter((path) => path !== "/icon.svg"))("the address %s has a limit", async (path) => {
  const address = elsewhere();
  const asked = server!.url + path.replace(/\[[^\]]+\]/g, "x");
  const [first, again] = [
    await fetch(asked, { headers: headersFrom(address), redirect: "manual" }),
    await fetch(asked, { headers: headersFrom(address), redirect: "manual" }),
  ];
  expect([first.status === 429, again.status]).toEqual([false, 429]);
  expect(Number(again.headers.get("retry-after"))).toBeLessThanOrEqual(LIMITS.request.seconds);
  expect((await fetch(`${server!.url}/icon.svg`, { headers: headersFrom(address) })).status).toBe(200);
});

test("files and pictures that are too many are answered with 429 and the time to wait", async () => {
  const { viewer, threadId } = await setScene("owner");
  const cookie = await cookieOf(viewer!);
  const put = async (path: string, body: BodyInit) => {
    const response = await fetch(server!.url + path, {
      method: "PUT",
      headers: headersFrom(elsewhere(), cookie),
      body,
    });
    return [response.status, Number(response.headers.get("retry-after")) > 0];
  };
  const file = () => {
    const named = { viewerId: viewer!.id, threadId, id: randomUUID(), name: "noodles.txt", size: "7", offset: "0" };
    return `/api/files?${new URLSearchParams(named)}`;
  };
  expect(await put(file(), "noodles")).toEqual([200, false]);
  expect(await put(file(), "noodles")).toEqual([429, true]);
  const picture = new Uint8Array(await aPicture());
  const face = `/api/pictures?${new URLSearchParams({ viewerId: viewer!.id })}`;
  expect(await put(face, picture)).toEqual([200, false]);
  expect(await put(face, picture)).toEqual([429, true]);
});

test("a search that is one too many is told when it goes on", async () => {
  const cookie = await cookieOf(await person("Ana"));
  const search = async () =>
    (await fetch(`${server!.url}/search?q=noodles`, { headers: headersFrom(elsewhere(), cookie) })).text();
  expect(await search()).toContain("No message that you can read has that");
  expect(await search()).toContain("You search faster than this server does");
});

test("a sign-in too many is refused alike for a name that somebody has and for one that nobody has", async () => {
  const { username } = await person("Ana");
  const answersTo = async (name: string) => {
    const address = elsewhere();
    const signIn = async (password: string) => {
      const answer = await postForm("signInForm", { username: name, password, next: "/t" }, address);
      return answer
        .split(" ")[0]
        ?.replaceAll(name, "name")
        .replace(/wait=\d+/, "wait");
    };
    return [await signIn("wrong"), await signIn(PASSWORD)];
  };
  const known = await answersTo(username);
  expect(known[1]).toContain("refused=too-many-tries");
  expect(await answersTo(`nobody-${randomUUID().slice(0, 8)}`)).toEqual(known);
});

test("what one sends waits for nobody else, and comes as it was", async () => {
  const { viewer, threadId, owner } = await setScene("participant");
  await ask("sendMessages", viewer!, { threadId, drafts: [draft("one")] });
  expect(await ask("sendMessages", owner, { threadId, drafts: [draft("two")] })).toMatchObject({
    value: [{ ok: true, value: { body: "two" } }],
  });
});
