import { expect, test } from "vitest";
import { dumpDatabase } from "@/tests/stage/dump";
import { type RawRequest, sendRaw } from "@/tests/stage/raw-request";
import { openRawSocket } from "@/tests/stage/raw-socket";
import { actionIds, cookieOf } from "@/tests/stage/requests";
import { openSite } from "@/tests/stage/site";
import { setStage } from "@/tests/stage/stage";
import { ACTIONS } from "./matrix/actions";
import { ADDRESSES } from "./matrix/addresses";
import { setScene } from "./matrix/roles";

const site = openSite(setStage());

/** Headers of requests that no page of ours sends. */
function foreignOrigins(): Record<string, string>[] {
  const { port } = new URL(site.url());
  const forged = { "x-forwarded-host": "evil.example", "x-forwarded-proto": "http", forwarded: "host=evil.example" };
  return [
    {},
    { origin: "" },
    { origin: "null" },
    { origin: "http://evil.example" },
    { origin: "http://evil.example", ...forged },
    { origin: "http://evil.example", host: "evil.example", ...forged },
    { origin: `${site.url()}.evil.example` },
    { origin: `${site.url()}@evil.example` },
    { origin: `https://localhost:${port}` },
    { origin: "http://localhost" },
    { origin: `http://127.0.0.1:${port}` },
    { origin: `${site.url()}/` },
    { origin: `${site.url()}, http://evil.example` },
    { origin: site.url().toUpperCase() },
    { origin: "localhost" },
    { origin: "file://" },
    { referer: site.url() },
  ];
}

/** Everything that changes something, by each way in which it is asked. */
async function everyChange(): Promise<{ cookie: string; changes: RawRequest[] }> {
  const { viewer: owner, ...scene } = await setScene("owner");
  const changes: RawRequest[] = [];
  const path = `/t/${scene.threadId}`;
  for (const [name, { input }] of Object.entries(ACTIONS)) {
    const body = JSON.stringify([{ viewerId: owner!.id, ...(await input(scene)) }]);
    changes.push({ method: "POST", path, headers: { "next-action": actionIds()[name] ?? "" }, body });
  }
  for (const id of Object.values(actionIds())) {
    const body = `--x\r\ncontent-disposition: form-data; name="$ACTION_ID_${id}"\r\n\r\n\r\n--x--\r\n`;
    changes.push({ method: "POST", path, headers: { "content-type": "multipart/form-data; boundary=x" }, body });
  }
  for (const { path, send } of Object.values(ADDRESSES).filter(({ send }) => send)) {
    const { method = "", body } = (await send?.()) ?? {};
    changes.push({
      method,
      path: await path({ ...scene, viewerId: owner!.id }),
      headers: {},
      body: Buffer.from(body as string),
    });
  }
  for (const step of ["callback/credentials", "signout"]) {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    changes.push({ method: "POST", path: `/api/auth/${step}`, headers, body: "json=true" });
  }
  return { cookie: await cookieOf(owner!), changes };
}

test("no change is made for a page of somebody else, of whatever kind and however it is asked", async () => {
  const { cookie, changes } = await everyChange();
  expect(changes.length).toBeGreaterThan(80);
  const before = await dumpDatabase();
  for (const change of changes) {
    const answers = foreignOrigins().map((headers) =>
      sendRaw(site.url(), { ...change, headers: { ...change.headers, cookie, ...headers } }),
    );
    const statuses = (await Promise.all(answers)).map((answer) => answer?.status);
    // Whoever asks under another name than ours is told that.
    expect([change.path, new Set(statuses)]).toEqual([change.path, new Set([403, 421])]);
  }
  expect(await dumpDatabase()).toEqual(before);
});

test("no socket is opened for a page of somebody else, though the cookie is right", async () => {
  const { viewer } = await setScene("owner");
  const cookie = await cookieOf(viewer!);
  const own = await openRawSocket(site.url(), { cookie, origin: site.url() });
  expect(own?.isOpen()).toBe(true);
  own?.close();
  for (const headers of foreignOrigins()) {
    expect([headers, await openRawSocket(site.url(), { cookie, ...headers })]).toEqual([headers, null]);
  }
});

test("a target in absolute form is refused, whichever host it names", async () => {
  const { viewer, threadId } = await setScene("owner");
  const headers = { cookie: await cookieOf(viewer!), origin: site.url() };
  expect((await sendRaw(site.url(), { method: "GET", path: `/t/${threadId}`, headers }))?.status).toBe(200);
  for (const origin of [site.url(), "http://evil.example", "https://evil.example:443", "//evil.example"]) {
    for (const method of ["GET", "POST"]) {
      const answer = await sendRaw(site.url(), { method, path: `${origin}/t/${threadId}`, headers });
      expect([origin, answer?.status]).toEqual([origin, origin.startsWith("//") ? expect.any(Number) : 400]);
      expect(answer?.text).not.toContain("Noodles?");
      expect(answer?.text).not.toMatch(/location: (https?:)?\/\/evil/i);
    }
  }
});
