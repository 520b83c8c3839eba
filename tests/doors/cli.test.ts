import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { resetPassword } from "@/lib/resets";
import { findViewer } from "@/lib/sessions";
import { DEVICE } from "@/tests/stage/accounts";
import { person } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();

/** What `npm run cli -- people …` prints, or says when it fails. */
async function people(...words: string[]): Promise<{ said: string; failed: boolean }> {
  const env = {
    NODE_ENV: "test" as const,
    PATH: process.env.PATH,
    DATABASE_URL: stage.databaseUrl(),
    PUBLIC_URL: "https://chat.example.org",
  };
  const run = promisify(execFile)("node_modules/.bin/tsx", ["server/cli.ts", "people", ...words], { env });
  return run.then(
    ({ stdout }) => ({ said: stdout.trim(), failed: false }),
    ({ stderr }) => ({ said: stderr.trim(), failed: true }),
  );
}

test("at the command line people are made, listed, kept out and let in again", async () => {
  const ben = await person("Ben");
  const { said } = await people("create", "gus", "Gus", "Miller");
  const token = /https:\/\/chat\.example\.org\/reset\/([\w-]{43})$/.exec(said)?.[1] ?? "";
  const claims = await resetPassword({ token, password: "soup on saturdays" }, DEVICE);
  expect(await findViewer(claims)).toMatchObject({ username: "gus", name: "Gus Miller", role: "member" });

  expect((await people("make-administrator", "gus")).failed).toBe(false);
  expect(await findViewer(claims)).toMatchObject({ role: "administrator" });
  expect((await people("deactivate", ben.username)).failed).toBe(false);
  expect(await findViewer({ sub: ben.id, sessionId: ben.sessionId, authVersion: 1 })).toBeUndefined();
  expect((await people("list")).said.split("\n")).toEqual([
    `${ben.username}\tBen\tmember\tdeactivated`,
    "gus\tGus Miller\tadministrator\tactive",
  ]);
  expect((await people("reactivate", ben.username)).failed).toBe(false);
  expect((await people("reset-password", ben.username)).said).toMatch(/\/reset\/[\w-]{43}$/);
});

test("what cannot be done is said in one line", async () => {
  await people("create", "solo");
  expect(await people("deactivate", "nobody")).toEqual({ said: "Nobody has the username “nobody”.", failed: true });
  expect(await people("create", "solo")).toEqual({ said: "Refused: username taken.", failed: true });
  expect(await people("create", "so lo")).toEqual({ said: "Refused: unusable username.", failed: true });
  expect((await people("dance")).said).toContain("npm run cli -- people list");
});
