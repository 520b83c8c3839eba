import { afterAll, beforeAll, expect, test } from "vitest";
import { setSettings } from "@/lib/settings";
import { castOfThree, PASSWORD, person } from "@/tests/stage/cast";
import { sayWithFile } from "@/tests/stage/files";
import { freePort } from "@/tests/stage/port";
import { type RawRequest, sendRaw } from "@/tests/stage/raw-request";
import { actionIds, cookieOf } from "@/tests/stage/requests";
import { type RunningServer, startServer } from "@/tests/stage/server";
import { setStage } from "@/tests/stage/stage";

/** The built server behind TLS that somebody else ends: it has a public address, and gets requests under that name. */
const stage = setStage();
const secret = "a secret of the headers, 4Tz9xQ1mW7";
const [host, origin] = ["chat.example.org", "https://chat.example.org"];
let server: RunningServer;
let address = "";

beforeAll(async () => {
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  server = await startServer({
    PORT: String(port),
    DATABASE_URL: stage.databaseUrl(),
    DATA_DIR: process.env.DATA_DIR ?? "",
    NEXTAUTH_SECRET: secret,
    PUBLIC_URL: origin,
  });
  setSettings({ publicUrl: origin, isDemo: false, secret });
});
afterAll(() => server.stop());

const ask = async (request: Partial<RawRequest>) => {
  const headers = { host, ...request.headers };
  return (await sendRaw(address, { method: "GET", path: "/", ...request, headers }))!;
};

/** The head of an answer; a header that is there twice is an array's worth of lines in one string. */
function headOf(text: string): Record<string, string> {
  const [head = ""] = text.split("\r\n\r\n");
  const lines = head.split("\r\n").slice(1);
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 2)]),
  );
}

test("every kind of answer tells the browser what it may not do", async () => {
  const { ana, threadId } = await castOfThree();
  const { files } = await sayWithFile(ana, threadId);
  const cookie = await cookieOf(ana);
  const page = await ask({ path: `/t/${threadId}`, headers: { cookie } });
  const script = /\/_next\/static\/[^"]+\.js/.exec(page.text)?.[0] ?? "";
  const action = { "next-action": actionIds().listThreads ?? "", cookie, origin };
  const kinds: [status: number, request: Partial<RawRequest>][] = [
    [200, { path: `/t/${threadId}`, headers: { cookie } }],
    [200, { path: "/sign-in" }],
    [307, { path: "/t" }],
    [404, { path: "/nowhere" }],
    [404, { path: `/t/${ana.id}`, headers: { cookie } }],
    [200, { method: "POST", path: `/t/${threadId}`, headers: action, body: "[{}]" }],
    [400, { method: "POST", path: `/t/${threadId}`, headers: action, body: "[" }],
    [409, { method: "POST", path: "/t", headers: { ...action, "next-action": "0".repeat(42) }, body: "[]" }],
    [200, { path: "/api/auth/session" }],
    [401, { method: "PUT", path: `/api/pictures?viewerId=${ana.id}`, headers: { origin } }],
    [200, { path: `/api/files/${files[0]?.id}`, headers: { cookie } }],
    [206, { path: `/api/files/${files[0]?.id}`, headers: { cookie, range: "bytes=0-1" } }],
    [416, { path: `/api/files/${files[0]?.id}`, headers: { cookie, range: "bytes=99-" } }],
    [404, { path: `/api/files/${ana.id}`, headers: { cookie } }],
    [200, { path: script }],
    [404, { path: "/_next/static/chunks/nothing.js" }],
    [200, { path: "/icon.svg" }],
    [200, { path: "/healthz" }],
    [200, { path: "/readyz" }],
    [404, { path: "/socket.io?EIO=4&transport=polling" }],
    [308, { path: "/t/" }],
    [400, { path: "http://evil.example/" }],
    [403, { method: "POST", path: "/t" }],
    [405, { method: "TRACE", path: "/t", headers: { origin } }],
    [413, { method: "POST", path: "/t", headers: { origin }, length: 9_000_000 }],
    [421, { path: "/t", headers: { host: "evil.example" } }],
  ];
  for (const [status, request] of kinds) {
    const answer = await ask(request);
    expect([request.path, answer.status]).toEqual([request.path, status]);
    const head = headOf(answer.text);
    expect([request.path, head]).toEqual([
      request.path,
      expect.objectContaining({
        "content-security-policy": expect.stringMatching(/^default-src 'none'.*frame-ancestors 'none'/),
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": expect.stringContaining("camera=()"),
        "strict-transport-security": expect.stringMatching(/max-age=\d{8}/),
      }),
    ]);
    expect(head["content-security-policy"]).not.toMatch(/unsafe|\*|http:/);
    expect(Object.keys(head)).not.toContain("x-powered-by");
  }
});

test("behind TLS every cookie is for this host and TLS only, and out of reach of scripts", async () => {
  const ana = await person("Ana");
  const body = new FormData();
  const id = actionIds().signInForm ?? "";
  for (const [name, value] of [
    [`$ACTION_ID_${id}`, ""],
    ["username", ana.username],
    ["password", PASSWORD],
    ["next", "/t"],
  ] as const) {
    body.set(name, value);
  }
  const encoded = new Response(body);
  const type = encoded.headers.get("content-type") ?? "";
  const signedIn = await ask({
    method: "POST",
    path: "/sign-in",
    headers: { origin, "content-type": type },
    body: Buffer.from(await encoded.arrayBuffer()),
  });
  const csrf = await ask({ path: "/api/auth/csrf" });
  const set = [signedIn, csrf].flatMap(({ text }) => text.match(/^set-cookie: .*$/gim) ?? []);

  expect(set.filter((line) => line.includes("__Host-parley.session="))).toHaveLength(1);
  expect(set.length).toBeGreaterThan(2);
  for (const line of set)
    expect(line).toMatch(/: __(Host|Secure)-(?=.*; HttpOnly)(?=.*; Secure)(?=.*; SameSite=Lax)(?=.*Path=\/;)/i);
  const cookie = /__Host-parley\.session=[^;]+/.exec(set.join("\n"))?.[0] ?? "";
  expect((await ask({ path: "/t", headers: { cookie } })).status).toBe(200);
  // Under the name that it has without TLS, which a page of another host could set, it counts for nothing.
  expect((await ask({ path: "/t", headers: { cookie: cookie.replace("__Host-", "") } })).status).toBe(307);
});
