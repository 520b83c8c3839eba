import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { setSettings } from "@/lib/settings";
import { startBucket } from "@/tests/stage/bucket";
import { castOfThree } from "@/tests/stage/cast";
import { putOf, sayWith } from "@/tests/stage/files";
import { cookieOf } from "@/tests/stage/requests";
import { launchServer, startServer } from "@/tests/stage/server";
import { setStage } from "@/tests/stage/stage";

/** Two processes that share a database and a bucket, and no disk. */
const stage = setStage();
const secret = "a secret of the doors, long enough for everyone";
const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), "parley-bucket-")));
let bucket: Awaited<ReturnType<typeof startBucket>>;
let nodes: Awaited<ReturnType<typeof startServer>>[];

const variablesOf = (DATA_DIR: string) => {
  return { DATABASE_URL: stage.databaseUrl(), DATA_DIR, NEXTAUTH_SECRET: secret, ...bucket.variables };
};

beforeAll(async () => {
  setSettings({ publicUrl: undefined, isDemo: false, secret });
  bucket = await startBucket();
  nodes = [];
  for (const folder of folders) nodes.push(await startServer(variablesOf(folder)));
});
afterAll(async () => {
  for (const node of nodes) await node.stop();
  bucket.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function scene() {
  const { ana, ben, threadId } = await castOfThree();
  const put = putOf(ana, threadId, "noodles");
  const ask = async (node: number, offset: number, body: string) => {
    const query = Object.entries({ ...put, offset }).map(([name, value]) => [name, String(value)]);
    const origin = nodes[node]?.url ?? "";
    const headers = { origin, cookie: await cookieOf(ana) };
    const answer = await fetch(`${origin}/api/files?${new URLSearchParams(query)}`, { method: "PUT", headers, body });
    return { status: answer.status, ...(await answer.json()) };
  };
  const get = async (node: number) =>
    fetch(`${nodes[node]?.url}/api/files/${put.id}`, { headers: { cookie: await cookieOf(ben) } });
  return { ana, threadId, put, ask, get };
}

test("a file that begins on one process goes up anew on another, and is had from both", async () => {
  const { ana, threadId, put, ask, get } = await scene();
  expect(await ask(0, 0, "noo")).toMatchObject({ ok: true, value: { received: 3, file: null } });
  expect(await ask(1, 0, "")).toMatchObject({ ok: true, value: { received: 0, file: null } });
  expect(await ask(1, 3, "dles")).toMatchObject({ ok: true, value: { received: 0, file: null } });
  expect(await ask(1, 0, "noodles")).toMatchObject({ ok: true, value: { received: 7, file: { id: put.id } } });
  const [[storedAs, content] = ["", ""]] = bucket.objects;
  expect([storedAs.startsWith(put.id), content.toString()]).toEqual([true, "noodles"]);
  for (const folder of folders) expect(existsSync(join(folder, "files", put.id.slice(0, 2)))).toBe(false);

  await sayWith(ana, threadId, [put.id]);
  for (const node of [0, 1]) expect(await (await get(node)).text()).toBe("noodles");
  bucket.objects.clear();
  expect((await get(0)).status).toBe(404);
});

test("while the bucket is not to be had, what is said is that, and afterwards it goes on", async () => {
  const { ana, threadId, put, ask, get } = await scene();
  bucket.set("failing");
  expect(await ask(0, 0, "noodles")).toMatchObject({ status: 503, ok: false, code: "unavailable" });
  bucket.set("fair");
  expect(await ask(0, 0, "")).toMatchObject({ ok: true, value: { file: { id: put.id } } });
  await sayWith(ana, threadId, [put.id]);
  bucket.set("failing");
  expect((await get(1)).status).toBe(503);
  bucket.set("fair");
  expect(await (await get(1)).text()).toBe("noodles");
});

test("half a description of a bucket is told in one sentence, and it does not start", async () => {
  const { FILES_S3_BUCKET: _, ...half } = variablesOf(folders[0] ?? "");
  const { lines, exited } = launchServer(half);
  expect(await exited).toBe(1);
  expect(lines.join("\n")).toContain("FILES_S3_BUCKET: is missing");
});
