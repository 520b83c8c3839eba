import { randomUUID } from "node:crypto";
import dns from "node:dns";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { setLog } from "@/lib/log";
import { startBucket } from "@/tests/stage/bucket";
import { addressOf, UNREAD_MS } from "./bucket";
import { storage } from "./storage";

let bucket: Awaited<ReturnType<typeof startBucket>>;
beforeAll(async () => {
  bucket = await startBucket();
});
afterAll(() => bucket.stop());

let faults: string[] = [];
beforeEach(() => {
  for (const [name, value] of Object.entries(bucket.variables)) vi.stubEnv(name, value);
  faults = [];
  setLog("error", { out: () => {}, error: (line) => void faults.push(line) });
});
afterEach(() => {
  bucket.set("fair");
  vi.unstubAllEnvs();
});

const id = randomUUID();
const path = join(tmpdir(), `parley-bucket-${id}`);
const content = Buffer.alloc(3_000_000, "noodles ");
writeFileSync(path, content);

const open = (start: number, end: number, of = id) => storage().open(of, { start, end });
const textOf = async (stream: ReadableStream) => new Response(stream).text();

test("a file is kept in the bucket, read in parts, and removed, twice if need be", async () => {
  await storage().put(id, path);
  await storage().put(id, path);
  expect(bucket.objects.get(id)?.equals(content)).toBe(true);
  expect(await textOf(await open(0, 6))).toBe("noodles");
  expect(await textOf(await open(2_999_992, 2_999_999))).toBe("noodles ");
  expect((await new Response(await open(0, content.length - 1)).arrayBuffer()).byteLength).toBe(content.length);
  expect(bucket.asked).toContain("GET bytes=2999992-2999999");

  await storage().remove(id);
  await storage().remove(id);
  expect(bucket.objects.has(id)).toBe(false);
  await expect(open(0, 6)).rejects.toMatchObject({ code: "no-such-file" });
  expect(faults).toEqual([]);
});

test("whoever reads slowly, or stops, holds nothing up", async () => {
  await storage().put(id, path);
  const reader = (await open(0, content.length - 1)).getReader();
  expect((await reader.read()).value?.length).toBeGreaterThan(0);
  await reader.cancel();
  expect(await textOf(await open(0, 6))).toBe("noodles");
});

test.each([
  ["FILES_S3_SECRET_ACCESS_KEY", "a wrong one", "403 (SignatureDoesNotMatch)"],
  ["FILES_S3_REGION", "elsewhere-1", "403 (SignatureDoesNotMatch)"],
  ["FILES_S3_BUCKET", "nobodys", "404 (NoSuchBucket)"],
  ["FILES_S3_ENDPOINT", "http://127.0.0.1:1", "ECONNREFUSED"],
])("with another %s nothing is to be had, which the log says and not the secret", async (name, value, reason) => {
  await storage().put(id, path);
  vi.stubEnv(name, value);
  const refusal = { code: "unavailable" };
  await expect(storage().put(id, path)).rejects.toMatchObject(refusal);
  await expect(open(0, 6)).rejects.toMatchObject(refusal);
  await expect(storage().remove(id)).rejects.toMatchObject(refusal);
  expect(faults).toHaveLength(3);
  for (const fault of faults) expect(fault).toContain(reason);
  expect(faults.join()).not.toContain(process.env.FILES_S3_SECRET_ACCESS_KEY);
});

test("a store that fails or says nothing is unavailable, and is there again when it is back", async () => {
  for (const mood of ["failing", "silent"] as const) {
    bucket.set(mood);
    const tries = [open(0, 6), storage().remove(id), storage().put(id, path)];
    for (const outcome of await Promise.allSettled(tries))
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
  }
  bucket.set("fair");
  await storage().put(id, path);
  expect(await textOf(await open(0, 6))).toBe("noodles");
});

test("a store to which no connection comes about is unavailable", async () => {
  // A name that nobody answers for: the connection is being made for ever.
  const lookup = vi.spyOn(dns, "lookup").mockImplementation((() => {}) as unknown as typeof dns.lookup);
  vi.stubEnv("FILES_S3_ENDPOINT", "http://bucket.test");
  const tries = [open(0, 6), storage().remove(id), storage().put(id, path)];
  for (const outcome of await Promise.allSettled(tries))
    expect(outcome).toMatchObject({ status: "rejected", reason: { code: "unavailable" } });
  expect(lookup).toHaveBeenCalledTimes(3);
});

test("a file that nobody reads on is let go", async () => {
  await storage().put(id, path);
  const clock = vi.spyOn(globalThis, "setTimeout");
  const stream = await open(0, content.length - 1);
  const unread = () => clock.mock.calls.find(([, milliseconds]) => milliseconds === UNREAD_MS)?.[0];
  await expect.poll(unread).toBeDefined();
  unread()?.();
  await expect(textOf(stream)).rejects.toThrow("Nobody has read on");
});

test("a file that stops in the middle is broken off, not taken for whole", async () => {
  await storage().put(id, path);
  bucket.set("stopping");
  await expect(textOf(await open(0, 6))).rejects.toThrow("stopped in the middle");
});

test("the bucket's name stands in the path, or before that of the host", () => {
  const place = { endpoint: "https://s3.example.org:9000/", name: "parley", isPathStyle: true };
  expect(addressOf(place, id)).toBe(`https://s3.example.org:9000/parley/${id}`);
  expect(addressOf({ ...place, isPathStyle: false }, id)).toBe(`https://parley.s3.example.org:9000/${id}`);
  expect(addressOf({ ...place, endpoint: "https://example.org/s3" }, id)).toBe(`https://example.org/s3/parley/${id}`);
});
