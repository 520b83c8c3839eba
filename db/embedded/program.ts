import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import type { Account } from "./account";

/**
 * What the shell says would not do: initdb fails on a locale that the machine does not have (as over ssh), and under
 * plain "C" pg_trgm sees no letters but a to z.
 */
const LOCALE = process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8";

type Place = { cwd: string; account: Account | null };

/** Runs one of PostgreSQL's programs to its end. What it complained about is the message of the error. */
export async function runProgram(program: string, args: string[], { cwd, account }: Place): Promise<void> {
  const env = { ...process.env, LC_ALL: LOCALE };
  const child = spawn(program, args, { cwd, env, ...account, stdio: ["ignore", "ignore", "pipe"] });
  const complaint = text(child.stderr).catch(() => "");
  const [code, signal]: unknown[] = await once(child, "exit");
  if (code !== 0) throw new Error((await complaint).trim() || `${program} ended with ${code ?? signal}.`);

  // Not until "close": on Windows the postmaster inherits the pipe from pg_ctl and keeps it open.
  child.stderr.destroy();
}
