import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Environment } from "@/lib/environment";

/** The secret of the environment; in demo mode one that is made once and kept for its owner's eyes in the data folder. */
export function findSecret(environment: Environment, isDemo: boolean): string {
  if (environment.NEXTAUTH_SECRET) return environment.NEXTAUTH_SECRET;
  if (!isDemo) throw new Error("NEXTAUTH_SECRET is missing. Make one with `openssl rand -base64 32`.");

  const file = join(environment.DATA_DIR, "secret");
  if (!existsSync(file)) makeSecret(file);
  return readFileSync(file, "utf8");
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
