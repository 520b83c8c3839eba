import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach, expect, test } from "vitest";
import { setSettings } from "@/lib/settings";
import { passGate } from "./gate";

let passed: IncomingHttpHeaders | undefined;
const http = createServer((request, response) => {
  if (!passGate(request, response, false)) return;
  passed = request.headers;
  response.end("passed");
});
await once(http.listen(0, "127.0.0.1"), "listening");
const { port } = http.address() as AddressInfo;
const host = `localhost:${port}`;
const own = `http://${host}`;

beforeEach(() => {
  passed = undefined;
  setSettings({ publicUrl: undefined, isDemo: false, secret: "secret" });
});
afterAll(() => http.close());

async function ask(method: string, headers: OutgoingHttpHeaders, path = "/t", body = "") {
  const outgoing = request({ host: "127.0.0.1", port, method, path, headers: { host, ...headers }, agent: false });
  outgoing.end(body);
  const [response] = await once(outgoing, "response");
  response.resume();
  return { status: response.statusCode as number, headers: response.headers as Record<string, string> };
}

const statusOf = async (...question: Parameters<typeof ask>) => (await ask(...question)).status;

test("a request of an own page passes, with or without a change in mind", async () => {
  expect(await statusOf("GET", {})).toBe(200);
  expect(await statusOf("POST", { origin: own })).toBe(200);
});

test("what changes something and does not come from an own page is refused", async () => {
  const foreign = [
    {},
    { origin: "null" },
    { origin: "http://evil.example" },
    { origin: "not a url" },
    { origin: `${own}.evil.example` },
    { origin: `https://${host}` },
  ];
  for (const headers of foreign) expect(await statusOf("POST", headers)).toBe(403);
  const forged = { origin: "http://evil.example", "x-forwarded-host": "evil.example", forwarded: "host=evil.example" };
  expect(await statusOf("POST", forged)).toBe(403);
  for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS"]) expect(await statusOf(method, {})).toBe(403);
});

test("what is asked in a way in which nothing is asked here is refused", async () => {
  for (const method of ["PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]) {
    expect(await statusOf(method, { origin: own })).toBe(405);
  }
});

test("names that are not ours are not answered", async () => {
  expect(await statusOf("GET", { host: "evil.example" })).toBe(421);
  expect(await statusOf("GET", { host: "localhost.evil.example" })).toBe(421);
  expect(await statusOf("POST", { host: "evil.example", origin: "http://evil.example" })).toBe(421);
  expect(await statusOf("GET", { host: "[::1]:3000" })).toBe(200);
});

test("with a public address only that one is answered and trusted", async () => {
  setSettings({ publicUrl: "https://chat.example.org", isDemo: false, secret: "secret" });
  expect(await statusOf("GET", {})).toBe(421);
  expect(await statusOf("POST", { host: "chat.example.org", origin: "https://chat.example.org" })).toBe(200);
  expect(await statusOf("POST", { host: "chat.example.org", origin: "http://chat.example.org" })).toBe(403);
  const { headers } = await ask("GET", { host: "chat.example.org" });
  expect(headers["strict-transport-security"]).toMatch(/max-age=/);
});

test("targets in absolute form and paths that mean nothing, bodies without a length and bodies that are too long are refused", async () => {
  expect(await statusOf("GET", {}, "http://evil.example/t")).toBe(400);
  for (const path of ["/t/%", "/join/%E0%A4%A"]) expect(await statusOf("GET", {}, path)).toBe(400);
  expect(await statusOf("GET", {}, "/t?q=%")).toBe(200);
  expect(await statusOf("POST", { origin: own, "transfer-encoding": "chunked" }, "/t", "x")).toBe(411);
  expect(await statusOf("POST", { origin: own, "content-length": String(5 * 1024 * 1024) })).toBe(413);
});

test("only a picture may be longer than what an action holds, and no longer than ten megabytes", async () => {
  const statusFor = (method: string, path: string, length: number) =>
    statusOf(method, { origin: own, "content-length": String(length) }, path);
  const [long, most] = [5 * 1024 * 1024, 10 * 1024 * 1024];
  expect(await statusFor("PUT", "/api/pictures?viewerId=1", long)).toBe(200);
  expect(await statusFor("PUT", "/api/pictures?viewerId=1", most + 1)).toBe(413);
  expect(await statusFor("POST", "/api/pictures", long)).toBe(413);
  expect(await statusFor("PUT", "/api/pictures/x", long)).toBe(413);
});

test("nobody in front of us is believed, and the address is the socket's", async () => {
  const forged = [
    "x-middleware-subrequest",
    "x-forwarded-for",
    "x-forwarded-host",
    "forwarded",
    "next-resume",
    "x-parley-address",
    "x-middleware-prefetch",
  ];
  await ask("GET", Object.fromEntries(forged.map((name) => [name, "evil.example"])));
  expect(passed).toMatchObject({ "x-parley-address": "127.0.0.1" });
  expect(JSON.stringify(passed)).not.toContain("evil.example");
});

test("every answer forbids what the page does not need, and each has a nonce of its own", async () => {
  const [one, other] = [await ask("GET", {}), await ask("POST", {})];
  for (const { headers } of [one, other]) {
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    const policy = headers["content-security-policy"];
    expect(policy).toMatch(/^default-src 'none'; script-src 'nonce-[\w+/=]{24}' 'strict-dynamic'; style-src 'self';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("media-src 'self';");
    expect(policy).not.toMatch(/unsafe/);
  }
  expect(one.headers["content-security-policy"]).not.toBe(other.headers["content-security-policy"]);
});
