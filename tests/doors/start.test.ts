import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { launchServer, startServer } from "@/tests/stage/server";

/** The built server as somebody starts it: `npm test` makes the build first. */
const folder = mkdtempSync(join(tmpdir(), "parley-start-"));
const databaseUrl = inject("databaseServer").replace(/parley$/, "start_door");
const secret = "a secret of the tests, long enough for everyone";
let server: postgres.Sql;

beforeAll(async () => {
  server = postgres(inject("databaseServer"), { database: "postgres", max: 1, onnotice: () => {} });
  await server`create database start_door`;
});
afterAll(async () => {
  await server`drop database start_door with (force)`;
  await server.end();
  rmSync(folder, { recursive: true, force: true });
});

async function failure(variables: Record<string, string>): Promise<string[]> {
  const { lines, exited } = launchServer({ DATA_DIR: folder, ...variables });
  expect(await exited).toBe(1);
  // Next has a line of its own about its configuration.
  return lines.filter((line) => !line.includes("next.config"));
}

async function inDatabase<Value>(url: string, ask: (sql: postgres.Sql) => Promise<Value>): Promise<Value> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await ask(sql);
  } finally {
    await sql.end();
  }
}

test("with nothing at hand it makes its database, and keeps it when it is stopped, killed and started again", async () => {
  const variables = { DATA_DIR: join(folder, "fresh") };
  const first = await startServer(variables);
  const page = await (await fetch(`${first.url}/sign-in`)).text();
  expect(page).toContain("alice");
  expect(statSync(join(folder, "fresh", "secret")).mode & 0o777).toBe(0o600);
  const keptSecret = readFileSync(join(folder, "fresh", "secret"), "utf8");
  expect(await first.stop()).toBe(0);

  const second = await startServer(variables);
  second.process.kill("SIGKILL");
  await once(second.process, "close");

  const third = await startServer(variables);
  expect((await fetch(`${third.url}/readyz`)).status).toBe(200);
  expect(readFileSync(join(folder, "fresh", "secret"), "utf8")).toBe(keptSecret);
  expect(await third.stop()).toBe(0);
});

test("a database of one's own is migrated and seeded once, and loses its demo people without DEMO", async () => {
  const variables = { DATABASE_URL: databaseUrl, DATA_DIR: folder, NEXTAUTH_SECRET: secret };
  const count = (table: string) =>
    inDatabase(databaseUrl, async (sql) => (await sql`select count(*)::int from ${sql(table)}`)[0]?.count);

  const both = await Promise.all([startServer({ ...variables, DEMO: "1" }), startServer({ ...variables, DEMO: "1" })]);
  expect(await count("users")).toBe(3);
  const messages = await count("messages");
  expect(messages).toBeGreaterThan(30);
  for (const server of both) expect(await server.stop()).toBe(0);

  const again = await startServer({ ...variables, DEMO: "1" });
  expect(await count("messages")).toBe(messages);
  expect(await again.stop()).toBe(0);

  const real = await startServer(variables);
  expect(await (await fetch(`${real.url}/sign-in`)).text()).not.toContain("alice");
  const enabled = await inDatabase(databaseUrl, (sql) => sql`select from users where disabled_at is null`);
  expect(enabled).toHaveLength(0);
  expect(await real.stop()).toBe(0);
});

test("with the address of an owner it works as a role of its own, which it makes", async () => {
  await server`create database roles_door`;
  const ownerUrl = databaseUrl.replace("start_door", "roles_door");
  const addresses = { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: ownerUrl.replace("//parley", "//parley_door") };
  const running = await startServer({ ...addresses, DATA_DIR: folder, NEXTAUTH_SECRET: secret, DEMO: "1" });
  // It asks something every two seconds, over connections that it keeps for three.
  const roles = () => server`select distinct usename from pg_stat_activity where datname = 'roles_door'`;
  await expect.poll(roles).toEqual([{ usename: "parley_door" }]);
  expect(await running.stop()).toBe(0);
  await server`drop database roles_door with (force)`;
  await server`drop role parley_door`;
});

test("without an administrator each start prints a link that makes one, and ends the link before", async () => {
  const variables = { DATABASE_URL: databaseUrl, DATA_DIR: folder, NEXTAUTH_SECRET: secret };
  const printed = ({ lines }: { lines: string[] }) =>
    expect.poll(() => lines.join("\n").match(/\S+\/set-up\/[\w-]{43}/)?.[0]).toBeDefined();
  const linkOf = ({ lines, url }: { lines: string[]; url: string }) =>
    url + /\/set-up\/[\w-]{43}/.exec(lines.join("\n"))?.[0];
  const first = await startServer(variables);
  await printed(first);
  expect(await (await fetch(linkOf(first))).text()).toContain("Make this Parley yours");
  expect(await first.stop()).toBe(0);

  const second = await startServer(variables);
  await printed(second);
  const old = second.url + new URL(linkOf(first)).pathname;
  expect(await (await fetch(old)).text()).toContain("There is nothing to set up");
  for (let look = 0; look < 2; look++) {
    expect(await (await fetch(linkOf(second))).text()).toContain("Make this Parley yours");
  }
  expect(second.lines.filter((line) => /\/set-up\/[\w-]{43}/.test(line))).toHaveLength(1);
  expect(await second.stop()).toBe(0);
});

test("it stops within seconds, whoever holds a connection open", async () => {
  const server = await startServer({ DATABASE_URL: databaseUrl, NEXTAUTH_SECRET: secret, DATA_DIR: folder });
  const { port, host } = new URL(server.url);
  const held = [connect(Number(port), "127.0.0.1"), connect(Number(port), "127.0.0.1")];
  await Promise.all(held.map((stream) => once(stream, "connect")));
  // One says nothing; the other begins a request and never ends it.
  held[1]!.write(`POST /sign-in HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nContent-Length: 9\r\n\r\n`);
  // A connection that is cut may end with an error, too.
  const ended = held.map(
    (stream) =>
      new Promise((resolve) =>
        stream
          .on("error", () => {})
          .on("close", resolve)
          .resume(),
      ),
  );

  expect(await server.stop()).toBe(0);
  await Promise.all(ended);
});

test("Socket.IO answers no plain request: that one passes the gate like every other", async () => {
  const server = await startServer({ DATABASE_URL: databaseUrl, NEXTAUTH_SECRET: secret, DATA_DIR: folder });
  const answer = await fetch(`${server.url}/socket.io?EIO=4&transport=polling`);
  expect(answer.status).toBe(404);
  expect(answer.headers.get("content-security-policy")).toMatch(/default-src 'none'/);
  expect(await server.stop()).toBe(0);
});

test("what is in the way is told in one sentence, and it exits with 1", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  const own = { DATABASE_URL: databaseUrl, NEXTAUTH_SECRET: secret };

  expect(await failure({ ...own, PORT: String(port) })).toEqual([
    `Parley cannot start. Port ${port} is taken: name another one with PORT.`,
  ]);
  taken.close();
  expect(await failure({ DATABASE_URL: databaseUrl })).toEqual([expect.stringMatching(/NEXTAUTH_SECRET is missing/)]);
  expect(await failure({ PORT: "http" })).toEqual([expect.stringMatching(/PORT/)]);
  expect(await failure({ HOST: "0.0.0.0" })).toEqual([expect.stringMatching(/DEMO_PUBLIC=1/)]);
  const published = { PUBLIC_URL: "https://chat.example.org", DEMO: "1" };
  expect(await failure(published)).toEqual([expect.stringMatching(/DEMO_PUBLIC=1/)]);
});

test("a database that cannot be reached, or is of a newer build, is told in one sentence", async () => {
  const unreachable = "postgres://nobody:secret-password@127.0.0.1:1/parley";
  const lines = await failure({ DATABASE_URL: unreachable, NEXTAUTH_SECRET: secret });
  expect(lines).toEqual([
    expect.stringMatching(/^Parley cannot start\. The database of DATABASE_URL cannot be reached/),
  ]);
  expect(lines.join()).not.toContain("secret-password");

  await inDatabase(databaseUrl, async (sql) => {
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('of the future', 9999999999999)`;
  });
  expect(await failure({ DATABASE_URL: databaseUrl, NEXTAUTH_SECRET: secret })).toEqual([
    expect.stringMatching(/made by a newer Parley/),
  ]);
});
