import { request as httpsRequest } from "node:https";
import { text } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SOCKET_OPTIONS } from "@/components/connection/socket";
import { database } from "@/db/client";
import { sessions } from "@/db/schema";
import { setSettings } from "@/lib/settings";
import { castOfThree, draft, PASSWORD } from "@/tests/stage/cast";
import { putOf } from "@/tests/stage/files";
import { freePort } from "@/tests/stage/port";
import { NAME, proxies, type RunningProxy } from "@/tests/stage/proxies";
import { cookieOf, postAction } from "@/tests/stage/requests";
import { type RunningServer, startServer } from "@/tests/stage/server";
import { setStage } from "@/tests/stage/stage";
import { next, sync } from "@/tests/stage/tabs";

/** Parley as it is on the internet, behind each proxy of docs/proxies with the very file that is there. */
const stage = setStage();
const publicUrl = `https://${NAME}`;
const secret = "a secret of the doors, long enough for everyone";
/** From another address of loopback than the proxy itself, so that the two can be told apart. */
const CLIENT = "127.0.0.2";
let server: RunningServer;
let upstream: number;

beforeAll(async () => {
  setSettings({ publicUrl, isDemo: false, secret });
  upstream = await freePort();
  server = await startServer({
    PORT: String(upstream),
    DATABASE_URL: stage.databaseUrl(),
    PUBLIC_URL: publicUrl,
    TRUSTED_PROXIES: "127.0.0.1",
    NEXTAUTH_SECRET: secret,
  });
});
afterAll(() => server.stop());

describe.each(Object.entries(proxies))("behind %s", (name, { isThere, start }) => {
  let proxy: RunningProxy;
  beforeAll(async () => {
    if (isThere) proxy = await start(`127.0.0.1:${upstream}`);
  });
  afterAll(() => proxy?.stop());

  type Asked = { method?: string; headers?: Record<string, string>; body?: Buffer | string };

  function ask(path: string, { method = "GET", headers = {}, body = "" }: Asked = {}) {
    return new Promise<{ status: number; headers: Headers; text: string }>((resolve, reject) => {
      const length = { "Content-Length": String(Buffer.byteLength(body)) };
      const options = { method, agent: proxy.agentFrom(CLIENT), headers: { ...length, ...headers } };
      const asking = httpsRequest(publicUrl + path, options, async (answer) => {
        const pairs = Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
          values.map((value): [string, string] => [name, value]),
        );
        resolve({ status: answer.statusCode ?? 0, headers: new Headers(pairs), text: await text(answer) });
      });
      asking.on("error", reject).end(body);
    });
  }

  test.skipIf(!isThere)("people sign in from their own addresses, whatever they say of them", async () => {
    const { ana } = await castOfThree();
    const page = await ask("/sign-in");
    expect([page.status, page.headers.get("strict-transport-security")]).toEqual([200, "max-age=31536000"]);

    const form = new FormData();
    for (const [, name = "", value = ""] of page.text.matchAll(
      /<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g,
    ))
      form.append(name, value.replaceAll("&quot;", '"'));
    for (const [name, value] of Object.entries({ username: ana.username, password: PASSWORD, next: "/t" }))
      form.set(name, value);
    const written = new Response(form);
    const signedIn = await ask("/sign-in", {
      method: "POST",
      headers: {
        origin: publicUrl,
        "content-type": written.headers.get("content-type") ?? "",
        "x-forwarded-for": "198.51.100.7",
      },
      body: Buffer.from(await written.arrayBuffer()),
    });
    expect([signedIn.status, signedIn.headers.get("location")]).toEqual([303, "/t"]);
    expect(signedIn.headers.get("set-cookie")).toMatch(/^__Host-parley\.session=.*Secure; HttpOnly; SameSite=lax$/i);
    const rows = await database().select({ ip: sessions.ip }).from(sessions).where(eq(sessions.userId, ana.id));
    expect(rows.map(({ ip }) => ip)).toContain(CLIENT);
  });

  test.skipIf(!isThere)("no link that opens something is logged, nor what somebody searched for", async () => {
    for (const page of ["join", "reset", "set-up"]) await ask(`/${page}/a-secret`);
    await ask("/search?q=a-secret");
    if (name === "nginx") expect(proxy.log()).toContain("GET /join/");
    expect(proxy.log()).not.toContain("a-secret");
  });

  test.skipIf(!isThere)("messages arrive over a socket, and files of the largest size pass", async () => {
    const { ana, ben, threadId } = await castOfThree();
    const headersOf = async (viewer: typeof ana) => ({ origin: publicUrl, cookie: await cookieOf(viewer) });
    const options = { ...SOCKET_OPTIONS, autoConnect: true, forceNew: true };
    const tab = Object.assign(
      io(publicUrl, { ...options, agent: proxy.agentFrom(CLIENT), extraHeaders: await headersOf(ben) } as object),
      { seen: [] },
    );
    try {
      await new Promise((resolve, reject) => tab.once("connect", () => resolve(null)).once("connect_error", reject));
      await sync(tab, ben);
      const coming = next(tab, "message:created");
      const input = { viewerId: ana.id, threadId, drafts: [draft("Through the proxy")] };
      const send: typeof fetch = async (address, { headers = {}, body } = {}) => {
        const { pathname } = new URL(String(address));
        const answer = await ask(pathname, { method: "POST", headers: { ...headers } as never, body: String(body) });
        return new Response(answer.text, { status: answer.status });
      };
      await postAction(publicUrl, "sendMessages", input, await headersOf(ana), send);
      expect(await coming).toMatchObject({ body: "Through the proxy" });
    } finally {
      tab.disconnect();
    }

    const content = Buffer.alloc(25 * 1024 * 1024, "noodles ");
    const put = putOf(ana, threadId, content);
    const query = new URLSearchParams(Object.entries(put).map(([name, value]) => [name, String(value)]));
    const brought = await ask(`/api/files?${query}`, { method: "PUT", headers: await headersOf(ana), body: content });
    expect([brought.status, JSON.parse(brought.text)]).toMatchObject([200, { value: { received: content.length } }]);
  });
});
