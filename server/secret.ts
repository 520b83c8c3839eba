import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Environment } from "@/lib/environment";
import { isGuessable } from "./guessable";

/** The secret of the environment; in demo mode one that is made once and kept for its owner's eyes in the data folder. */
export function findSecret(environment: Environment, isDemo: boolean): string {
  const given = environment.NEXTAUTH_SECRET;
  if (given && !isDemo && isGuessable(given)) {
    throw new Error("NEXTAUTH_SECRET could be guessed. Make one with `openssl rand -base64 32`.");
  }
  if (given) return given;
  if (!isDemo) throw new Error("NEXTAUTH_SECRET is missing. Make one with `openssl rand -base64 32`.");

  const file = join(environment.DATA_DIR, "secret");
  if (!existsSync(file)) makeSecret(file);
  // Copied or unpacked it may have become readable for others of this machine.
  if (statSync(file).mode & 0o077) chmodSync(file, 0o600);
  const kept = readFileSync(file, "utf8");
  if (isGuessable(kept)) throw new Error(`The secret in ${file} could be guessed. Delete it: a new one is made then.`);
  return kept;
}

/** Of several processes that start at once, the first one's secret counts: a link is made whole or not at all. */
function makeSecret(file: string): void {
  const own = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(own, randomBytes(32).toString("base64url"), { mode: 0o600 });
  try {
    linkSync(own, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(own);
  }
}
