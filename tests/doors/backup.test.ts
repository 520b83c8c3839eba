import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { closeDatabase, openDatabase } from "@/db/client";
import { readMigrations } from "@/db/migrate";
import { signIn } from "@/lib/sessions";
import { setSettings } from "@/lib/settings";
import { DEVICE } from "@/tests/stage/accounts";
import { aPath, emptyPlace, MIGRATIONS, sumsOf } from "@/tests/stage/backups";
import { PASSWORD } from "@/tests/stage/cast";
import { liveIn } from "@/tests/stage/lived-in";
import { actionIds, cookieOf, outcomeOf, postAction } from "@/tests/stage/requests";
import { startServer } from "@/tests/stage/server";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();
const secret = "a secret of the doors, long enough for everyone";
const MESSAGES = 10_000;
let scene: Awaited<ReturnType<typeof liveIn>>;
beforeAll(async () => {
  scene = await liveIn(MESSAGES);
});

const here = () => ({ DATABASE_URL: stage.databaseUrl(), DATA_DIR: process.env.DATA_DIR ?? "" });
const envOf = (variables: Record<string, string>) => ({
  NODE_ENV: "test" as const,
  PATH: process.env.PATH,
  ...variables,
});

function cli(variables: Record<string, string>, ...words: string[]) {
  return promisify(execFile)(process.execPath, ["dist/cli.mjs", ...words], { env: envOf(variables) }).then(
    ({ stdout, stderr }) => ({ said: (stdout + stderr).trim(), failed: false }),
    ({ stdout, stderr }) => ({ said: (stdout + stderr).trim(), failed: true }),
  );
}

test("10,000 messages are restored into an empty place, where people go on", async () => {
  const path = aPath();
  expect(await cli(here(), "backup", path)).toEqual({
    said: expect.stringMatching(/tables with \d+ rows, and 4 files/),
    failed: false,
  });
  expect((await cli(here(), "verify", path)).said).toMatch(/^Whole, made at \S+ by Parley \S+\./);
  const before = await sumsOf(stage.databaseUrl());
  expect(before.messages).toMatch(/^100\d\d /);

  const { ownerUrl, url, folder } = await emptyPlace();
  const there = { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: url, DATA_DIR: folder };
  const restored = await cli(there, "restore", path, "--verify");
  expect(restored).toEqual({ said: expect.stringContaining("holds together"), failed: false });
  expect(await sumsOf(ownerUrl)).toEqual(before);
  expect((await cli(there, "verify")).failed).toBe(false);
  expect(await cli(there, "restore", path)).toEqual({
    said: expect.stringMatching(/people in this database already/),
    failed: true,
  });

  const server = await startServer({ ...there, NEXTAUTH_SECRET: secret });
  const running = await cli(there, "restore", path, "--replace-everything");
  expect(running).toEqual({ said: expect.stringMatching(/Parley is running/), failed: true });
  setSettings({ publicUrl: undefined, isDemo: false, secret });
  // A session of before the backup is one of after it, with the same secret.
  const cookie = await cookieOf(scene.ben);
  const file = scene.sent.files[0]!;
  expect(await (await fetch(`${server.url}/api/files/${file.id}`, { headers: { cookie } })).text()).toHaveLength(
    file.size,
  );
  const drafts = [scene.draft("Restored noodles")];
  const sending = { viewerId: scene.ben.id, threadId: scene.threadId, drafts };
  const headers = { origin: server.url, cookie };
  expect(actionIds()).toHaveProperty("sendMessages");
  const sent = await outcomeOf(await postAction(server.url, "sendMessages", sending, headers));
  expect(sent).toMatchObject({ ok: true, value: [{ ok: true }] });
  for (const words of ["ramen", "restored"]) {
    const page = await (await fetch(`${server.url}/search?q=${words}`, { headers: { cookie } })).text();
    expect([words, page]).toEqual([words, expect.stringMatching(new RegExp(`<mark[^>]*>${words}`, "i"))]);
  }
  expect(await server.stop()).toBe(0);

  await closeDatabase();
  openDatabase(url, 2);
  expect(await signIn({ username: scene.eve.username, password: PASSWORD }, DEVICE)).toMatchObject({
    sub: scene.eve.id,
  });
  await closeDatabase();
  openDatabase(stage.databaseUrl(), 2);
});

test("a backup for which there is no room, or that is stopped, leaves nothing behind and says so", async () => {
  const path = aPath();
  const limited = `ulimit -f 40; exec "${process.execPath}" dist/cli.mjs backup "${path}"`;
  const full = await promisify(execFile)("bash", ["-c", limited], { env: envOf(here()) }).catch(({ stderr }) => stderr);
  expect(full).toContain("There is no room left");
  expect(readdirSync(dirname(path))).toEqual([]);

  const child: ChildProcess = spawn(process.execPath, ["dist/cli.mjs", "backup", path], {
    env: envOf(here()),
    stdio: "pipe",
  });
  const said: string[] = [];
  child.stderr?.on("data", (piece) => said.push(String(piece)));
  await expect.poll(() => existsSync(`${path}.part`), { interval: 1 }).toBe(true);
  child.kill("SIGINT");
  const [code] = await once(child, "close");
  expect([code, said.join("")]).toEqual([1, expect.stringContaining("no half of anything is left")]);
  expect(readdirSync(dirname(path))).toEqual([]);
});

test("a backup goes to standard output too, and nothing else does", async () => {
  const path = join(dirname(aPath()), "from-pipe.tar");
  const piped = `"${process.execPath}" dist/cli.mjs backup - > "${path}"`;
  await promisify(execFile)("bash", ["-c", piped], { env: envOf(here()) });
  expect((await cli(here(), "verify", path)).failed).toBe(false);
  const head = JSON.parse(readFileSync(path).subarray(512, readFileSync(path).indexOf(0, 512)).toString());
  expect(head.migration).toBe(readMigrations(MIGRATIONS).at(-1)?.folderMillis);
});
