import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { inDatabase } from "@/tests/stage/backups";
import { startBucket } from "@/tests/stage/bucket";
import { freePort } from "@/tests/stage/port";
import { hasRedis, startRedis } from "@/tests/stage/redis";
import { startServer } from "@/tests/stage/server";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();
const secret = "a secret of the doors, long enough for everyone";

const variablesOf = (given: Record<string, string>) => ({
  DATABASE_URL: stage.databaseUrl(),
  DATA_DIR: process.env.DATA_DIR ?? "",
  NEXTAUTH_SECRET: secret,
  ...given,
});

async function doctor(given: Record<string, string>): Promise<{ said: string; failed: boolean }> {
  const env = { NODE_ENV: "test" as const, PATH: process.env.PATH, ...variablesOf(given) };
  return promisify(execFile)(process.execPath, ["dist/cli.mjs", "doctor"], { env }).then(
    ({ stdout }) => ({ said: stdout, failed: false }),
    ({ stdout }) => ({ said: stdout, failed: true }),
  );
}

/** What a proxy does that it should not. */
type Fault = {
  headers?: (headers: IncomingHttpHeaders) => void;
  dropsUpgrades?: boolean;
  most?: number;
  clock?: string;
};

/** A small proxy in front of a Parley that knows its address, as people run them. */
async function behindProxy(fault: Fault): Promise<{ url: string }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const target = await freePort();
  const server = await startServer(variablesOf({ PUBLIC_URL: url, PORT: String(target) }));
  const proxy = createServer((incoming, outgoing) => {
    if (Number(incoming.headers["content-length"] ?? 0) > (fault.most ?? Number.POSITIVE_INFINITY)) {
      outgoing.writeHead(413, { Connection: "close" }).end("Request Entity Too Large");
      return;
    }
    const headers = { ...incoming.headers };
    fault.headers?.(headers);
    const { method, url: path } = incoming;
    const passing = request({ port: target, host: "127.0.0.1", method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, {
        ...answer.headers,
        ...(fault.clock ? { date: fault.clock } : {}),
      });
      answer.pipe(outgoing);
    });
    passing.on("error", () => outgoing.destroy());
    incoming.pipe(passing);
  });
  proxy.on("upgrade", (incoming, near) => {
    if (fault.dropsUpgrades) return near.end("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    const headers = { ...incoming.headers };
    fault.headers?.(headers);
    const far = connect(target, "127.0.0.1");
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    far.write(`GET ${incoming.url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
    far.pipe(near).pipe(far);
    for (const end of [near, far]) end.on("error", () => {});
  });
  await once(proxy.listen(port, "127.0.0.1"), "listening");
  onTestFinished(async () => {
    proxy.closeAllConnections();
    proxy.close();
    await server.stop();
  });
  return { url };
}

test("a Parley that is in order is found to be so, line by line", async () => {
  const { url } = await behindProxy({});
  const bucket = await startBucket();
  onTestFinished(() => bucket.stop());
  const { said, failed } = await doctor({ PUBLIC_URL: url, ...bucket.variables });
  expect(said).not.toMatch(/^wrong/m);
  expect(failed).toBe(false);
  for (const line of [
    /^ok +NEXTAUTH_SECRET is there/m,
    /^ok +PostgreSQL is \d+/m,
    /^ok +The database keeps every alphabet/m,
    /^ok +The tables are those of this build/m,
    /^ok +The clock of the database .* by 0 s/m,
    /^ok +The bucket \S+ takes, gives and deletes/m,
    /^ok +Parley answers at/m,
    /^ok +The name that people open comes through/m,
    /^ok +Where a request comes from comes through/m,
    /^ok +WebSockets come through/m,
    /^ok +Files of 25 MB come through/m,
  ]) {
    expect(said).toMatch(line);
  }
  expect(bucket.objects.size).toBe(0);
});

test.each<[name: string, fault: Fault, says: RegExp]>([
  [
    "drops upgrades",
    { dropsUpgrades: true },
    /^wrong +WebSockets do not come through: it answers 400.*\n +.*proxy_set_header Upgrade/m,
  ],
  [
    "names another host",
    { headers: (headers) => Object.assign(headers, { host: "parley" }) },
    /^wrong +Parley gets another name.*\n +.*proxy_set_header Host/m,
  ],
  [
    "takes the origin away",
    { headers: (headers) => void delete headers.origin },
    /^wrong +Parley does not see where requests come from/m,
  ],
  [
    "takes small bodies only",
    { most: 1024 * 1024 },
    /^wrong +Files of 25 MB do not come through.*\n +.*client_max_body_size 25m/m,
  ],
  ["has another time", { clock: new Date(0).toUTCString() }, /^wrong +The clock of 127\.0\.0\.1:\d+.*\n +.*NTP/m],
])("a proxy that %s is found, with what to do", async (_, fault, says) => {
  const { url } = await behindProxy(fault);
  expect(await doctor({ PUBLIC_URL: url })).toEqual({ said: expect.stringMatching(says), failed: true });
});

test("what is wrong with the surroundings is said, with what to do", async () => {
  const found = async (given: Record<string, string>) => (await doctor(given)).said;
  expect(await found({ PORT: "http" })).toMatch(/^wrong +The environment is not right. PORT.*\n +.*operations\.md/m);
  expect(await found({ NEXTAUTH_SECRET: "" })).toMatch(/^wrong +NEXTAUTH_SECRET is missing.*\n +.*openssl/m);
  expect(await found({ NEXTAUTH_SECRET: "a".repeat(32) })).toMatch(/^warning +NEXTAUTH_SECRET can be guessed/m);
  expect(await found({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/parley" })).toMatch(
    /^wrong +The database is not to be had/m,
  );
  expect(await found({ DATABASE_POOL_SIZE: "1000" })).toMatch(/^wrong +A process takes up to 1000/m);
  expect(await found({ DATA_DIR: "package.json/data" })).toMatch(/^wrong +Nothing can be written in/m);
  expect(await found({ REDIS_URL: "redis://127.0.0.1:1" })).toMatch(/^warning +Redis is not to be had/m);
});

test("what is wrong with a demo, an address or the tables is said, too", async () => {
  const found = async (given: Record<string, string>) => (await doctor(given)).said;
  const published = await found({ PUBLIC_URL: "http://127.0.0.2:1", DEMO: "1" });
  expect(published).toMatch(/^wrong +Everybody knows the passwords of a demo/m);
  expect(published).toMatch(/^warning +Without TLS/m);
  expect(published).toMatch(/^wrong +http:\/\/127\.0\.0\.2:1 cannot be reached/m);

  await inDatabase(
    stage.databaseUrl(),
    (sql) => sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('', 9e12)`,
  );
  expect(await found({})).toMatch(/^wrong +The tables were made by a newer Parley/m);
  await inDatabase(stage.databaseUrl(), (sql) => sql`delete from drizzle.__drizzle_migrations where hash = ''`);
});

test.skipIf(!hasRedis)("a Redis that answers is found", async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.stop());
  expect((await doctor({ REDIS_URL: redis.url })).said).toMatch(/^ok +The way to Redis and back/m);
});
