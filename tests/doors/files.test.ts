import { request } from "node:http";
import { expect, test } from "vitest";
import { receivedOf } from "@/lib/incoming";
import { castOfThree } from "@/tests/stage/cast";
import { bring, putOf, sayWith } from "@/tests/stage/files";
import { aPicture } from "@/tests/stage/pictures";
import { cookieOf } from "@/tests/stage/requests";
import { openSite } from "@/tests/stage/site";
import { aSound } from "@/tests/stage/sounds";
import { setStage } from "@/tests/stage/stage";

const site = openSite(setStage());

const addressOf = (put: object) =>
  `${site.url()}/api/files?${new URLSearchParams(Object.entries(put).map(([key, value]) => [key, String(value)]))}`;

async function headersOf(viewer: Parameters<typeof cookieOf>[0]) {
  return { cookie: await cookieOf(viewer), origin: site.url() };
}

test("a file that breaks off goes on from what came, over the wire", async () => {
  const { ana, threadId } = await castOfThree();
  const content = Buffer.alloc(3_000_000, "noodles");
  const put = putOf(ana, threadId, content);
  const headers = await headersOf(ana);
  const length = { "content-length": content.length };
  const sending = request(addressOf(put), { method: "PUT", headers: { ...headers, ...length } });
  sending.on("error", () => {});
  sending.write(content.subarray(0, 1_000_000));
  await expect.poll(() => receivedOf(put.id), { timeout: 30_000 }).toBeGreaterThan(0);
  sending.destroy();

  const ask = async (offset: number, body: Uint8Array<ArrayBuffer>) =>
    (await fetch(addressOf({ ...put, offset }), { method: "PUT", headers, body })).json();
  // What was on its way is still coming in.
  await expect.poll(() => receivedOf(put.id), { timeout: 30_000 }).toBe(1_000_000);
  const { received } = (await ask(0, new Uint8Array())).value;
  expect(received).toBeLessThanOrEqual(1_000_000);
  expect((await ask(received + 1, new Uint8Array(content))).value).toEqual({ received, file: null });
  const rest = await ask(received, new Uint8Array(content.subarray(received)));
  expect(rest).toMatchObject({
    ok: true,
    value: { received: content.length, file: { id: put.id, size: content.length } },
  });

  const message = await sayWith(ana, threadId, [put.id]);
  const served = await fetch(`${site.url()}/api/files/${message.files[0]?.id}`, { headers });
  expect(Buffer.from(await served.arrayBuffer()).equals(content)).toBe(true);
});

test("a sound is handed out to be played, from anywhere in it, and a document only to be kept", async () => {
  const { ana, threadId } = await castOfThree();
  const sound = await bring(ana, threadId, aSound(), "tone.wav");
  const document = await bring(ana, threadId, "%PDF-1.7 noodles", "menu.pdf");
  expect([sound.type, document.type]).toEqual(["audio/wav", "application/pdf"]);
  await sayWith(ana, threadId, [sound.id, document.id]);
  const headers = { ...(await headersOf(ana)), range: "bytes=4-11" };
  const served = async ({ id }: { id: string }) => {
    const { status, headers: told } = await fetch(`${site.url()}/api/files/${id}`, { headers });
    return [
      status,
      told.get("content-type"),
      told.get("content-disposition")?.split(";")[0],
      told.get("content-range"),
    ];
  };
  expect(await served(sound)).toEqual([206, "audio/wav", "inline", `bytes 4-11/${sound.size}`]);
  expect(await served(document)).toEqual([206, "application/octet-stream", "attachment", "bytes 4-11/16"]);
});

test("what is said to be small and is not does not pass the gate, nor what has no length", async () => {
  const { ana, threadId } = await castOfThree();
  const put = putOf(ana, threadId, "noodles");
  const headers = await headersOf(ana);
  const large = await fetch(addressOf(put), { method: "PUT", headers, body: new Uint8Array(25 * 1024 * 1024 + 1) });
  expect(large.status).toBe(413);
  const told = await fetch(addressOf({ ...put, size: 26 * 1024 * 1024 }), { method: "PUT", headers });
  expect([told.status, (await told.json()).code]).toEqual([413, "file-too-large"]);
  const foreign = await fetch(addressOf(put), {
    method: "PUT",
    headers: { ...headers, origin: "https://evil.example" },
  });
  expect(foreign.status).toBe(403);
});

test("a file is handed out so that nothing in it runs, in parts too, and never from a cache", async () => {
  const { ana, threadId } = await castOfThree();
  const page = await bring(ana, threadId, "<script>alert(1)</script>", "Ana's “menu”.html");
  const picture = await bring(ana, threadId, await aPicture("png", { width: 1600, height: 900 }), "photo.png");
  await sayWith(ana, threadId, [page.id, picture.id]);
  const get = async (id: string, more = {}) =>
    fetch(`${site.url()}/api/files/${id}`, { headers: { ...(await headersOf(ana)), ...more } });

  const served = await get(page.id);
  expect(Object.fromEntries(served.headers)).toMatchObject({
    "content-type": "application/octet-stream",
    "content-disposition": `attachment; filename="Ana_s _menu_.html"; filename*=UTF-8''Ana%27s%20%E2%80%9Cmenu%E2%80%9D.html`,
    "content-security-policy": expect.stringMatching(/^default-src 'none'; sandbox/),
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store, no-transform",
    "accept-ranges": "bytes",
    "content-length": "25",
  });
  expect(served.headers.has("x-parley-length")).toBe(false);
  const part = await get(page.id, { range: "bytes=1-6" });
  expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([206, "bytes 1-6/25", "script"]);
  expect(part.headers.get("content-length")).toBe("6");
  const beyond = await get(page.id, { range: "bytes=25-" });
  expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */25"]);
  const shown = await get(picture.id);
  expect([shown.headers.get("content-type"), shown.headers.get("content-disposition")]).toEqual([
    "image/webp",
    `inline; filename="photo.png"; filename*=UTF-8''photo.png`,
  ]);
  const small = await get(`${picture.id}?size=small`);
  expect([small.status, small.headers.get("content-type")]).toEqual([200, "image/webp"]);
  expect(Number((await small.arrayBuffer()).byteLength)).toBeLessThan(picture.size);
  for (const name of ["content-security-policy", "cache-control", "x-content-type-options", "content-disposition"])
    expect(small.headers.get(name)).toBe(shown.headers.get(name));
  expect((await get(`${picture.id}?size=large`)).status).toBe(404);
});

test("who asks only what a file is gets everything but the file", async () => {
  const { ana, eve, threadId } = await castOfThree();
  const { id } = await bring(ana, threadId, "noodles", "menu.txt");
  await sayWith(ana, threadId, [id]);
  const ask = async (viewer: typeof ana) =>
    fetch(`${site.url()}/api/files/${id}`, { method: "HEAD", headers: await headersOf(viewer) });
  const told = await ask(ana);
  expect([told.status, told.headers.get("content-length"), await told.text()]).toEqual([200, "7", ""]);
  expect((await ask(eve)).status).toBe(404);
});
