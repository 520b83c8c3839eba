import { fileURLToPath } from "node:url";
import nextEnv from "@next/env";
import { type Environment, readEnvironment } from "@/lib/environment";
import { checkBucket } from "../doctor/bucket";
import { checkDatabase } from "../doctor/database";
import { checkDisk } from "../doctor/disk";
import { checkEnvironment } from "../doctor/environment";
import { type Finding, reasonOf, wrong } from "../doctor/finding";
import { checkProxy } from "../doctor/proxy";
import { checkRedis } from "../doctor/redis";
import { ROOT } from "../store";

type Check = (environment: Environment) => Promise<Finding[]> | Finding[];

const CHECKS: Check[] = [checkEnvironment, checkDisk, checkDatabase, checkRedis, checkBucket, checkProxy];

/** `doctor`: a line for each thing that it looked at. Exits with 1 when one of them is wrong. */
export function doctor(words: string[]): (() => void) | undefined {
  return words.length > 0 ? undefined : () => void examine();
}

async function examine(): Promise<void> {
  nextEnv.loadEnvConfig(fileURLToPath(ROOT), true, { info: () => {}, error: console.error });
  const environment = read();
  if (!environment) return;
  for (const check of CHECKS) for (const finding of await check(environment)) tell(finding);
}

function read(): Environment | undefined {
  try {
    return readEnvironment();
  } catch (error) {
    tell(wrong(reasonOf(error), "docs/operations.md and .env.example say what each variable is."));
  }
}

function tell({ level, what, fix }: Finding): void {
  console.log(`${level.padEnd(7)}  ${what}${fix ? `\n         ${fix}` : ""}`);
  if (level === "wrong") process.exitCode = 1;
}
