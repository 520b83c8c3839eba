import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { setSettings } from "@/lib/settings";
import { type Answering, setOutside } from "@/tests/stage/outside";
import { Unreachable, Unwanted } from "./failure";
import { fetchOutside, type Wanted } from "./fetch-outside";
import { INTERNET } from "./reach";

setSettings({ publicUrl: undefined, isDemo: false, secret: "a secret of the tests" });
const outside = setOutside();
const BEGINNING: Wanted = { type: /^text\/html/, bytes: 1000, mayBeCut: true };
const WHOLE: Wanted = { ...BEGINNING, mayBeCut: false };

function fetched(answering: Answering, wanted = BEGINNING, patience = outside.reach.patience) {
  outside.pages.set("news.example.org/", answering);
  const reach = { ...outside.reach, patience };
  return fetchOutside("http://news.example.org/", wanted, reach, new AbortController().signal);
}

const answer =
  (body: Buffer | string, headers: Record<string, string> = {}): Answering =>
  (_request, response) =>
    response.writeHead(200, { "Content-Type": "text/html", ...headers }).end(body);

const PACKINGS = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync };

test.each(Object.entries(PACKINGS))(
  "what comes packed as %s is unpacked, no further than is wanted",
  async (name, pack) => {
    const packed = (body: Buffer) => answer(pack(body), { "Content-Encoding": name.toUpperCase() });
    expect((await fetched(packed(Buffer.from("Noodles")))).bytes.toString()).toBe("Noodles");
    const bomb = packed(Buffer.alloc(64 * 1024 * 1024));
    const before = process.memoryUsage().arrayBuffers;
    expect((await fetched(bomb)).bytes.length).toBe(1000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
    await expect(fetched(bomb, WHOLE)).rejects.toBeInstanceOf(Unwanted);
  },
);

test("of what never ends the beginning is read, and the connection is closed", async () => {
  let hasEnded = (_: unknown) => {};
  const ended = new Promise((resolve) => {
    hasEnded = resolve;
  });
  const endless: Answering = (_request, response) => {
    response.writeHead(200, { "Content-Type": "text/html" });
    const write = () => void response.write("x".repeat(4096), (error) => error ?? setImmediate(write));
    write();
    response.on("close", hasEnded);
  };
  expect((await fetched(endless)).bytes.length).toBe(1000);
  await ended;
});

test("what is longer than it may be, or said to be, is not taken where all of it is wanted", async () => {
  await expect(fetched(answer("x".repeat(1001)), WHOLE)).rejects.toBeInstanceOf(Unwanted);
  expect((await fetched(answer("x".repeat(1000)), WHOLE)).bytes.length).toBe(1000);
});

test("whoever takes too long, for the head or for the rest, is given up", async () => {
  const slow: Answering[] = [
    () => {},
    (_request, response) => void response.writeHead(200, { "Content-Type": "text/html" }).write("<"),
    (_request, response) => response.writeHead(200, { "Content-Type": "text/html" }).flushHeaders(),
  ];
  for (const answering of slow) await expect(fetched(answering, BEGINNING, 100)).rejects.toBeInstanceOf(Unreachable);
  outside.reach.resolve = (_name, signal) =>
    new Promise((resolve) => signal.addEventListener("abort", () => resolve([])));
  await expect(fetched(answer("x"), BEGINNING, 100)).rejects.toBeInstanceOf(Unreachable);
  outside.reach.resolve = async () => ["93.184.216.34"];
  expect(INTERNET.patience).toBe(5000);
});

test.each(["application/json", "text/plain", "image/svg+xml", "application/octet-stream", "", "x/text/html"])(
  "what is %j is not read",
  async (type) => {
    await expect(fetched(answer("<title>x</title>", { "Content-Type": type }))).rejects.toBeInstanceOf(Unwanted);
  },
);

test("broken answers are no fault of ours", async () => {
  const raw =
    (text: string): Answering =>
    (request) =>
      request.socket.end(text);
  const head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
  const broken = [
    raw(""),
    raw("nonsense\r\n\r\n"),
    raw(`${head}X: ${"x".repeat(20_000)}\r\n\r\n`),
    raw(`${head}Content-Length: 100\r\n\r\nshort`),
    raw(`${head}Content-Encoding: gzip\r\n\r\nno gzip`),
    raw(`${head}Content-Encoding: br, gzip\r\n\r\nx`),
    raw(`${head}Content-Encoding: constructor\r\n\r\nx`),
    raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nx"),
    raw(`${head}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx`),
  ];
  for (const answering of broken) {
    const error = await fetched(answering).catch((error) => error);
    expect(error instanceof Unreachable || error instanceof Unwanted).toBe(true);
  }
});
