import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

export type RunningServer = {
  url: string;
  process: ChildProcess;
  /** What it has said, line by line. */
  lines: string[];
  stop: () => Promise<number | null>;
};

/** Starts the built server in a process of its own. What it says before it is ready or ends is in `lines`. */
export function launchServer(variables: Record<string, string>) {
  const child = spawn(process.execPath, ["dist/server.mjs"], {
    env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", PORT: "0", LOG_LEVEL: "debug", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  const keep = openKeeping();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      lines.push(line);
      keep(line);
    });
  }
  return { child, lines, exited: once(child, "close").then(([code]) => code as number | null) };
}

/** `npm test` searches what all servers have said (tests/canaries.ts), in the folder that it names. */
function openKeeping(): (line: string) => void {
  const { LOG_FOLDER } = process.env;
  if (!LOG_FOLDER) return () => {};
  mkdirSync(LOG_FOLDER, { recursive: true });
  const file = join(LOG_FOLDER, `${randomUUID()}.log`);
  return (line) => appendFileSync(file, `${line}\n`);
}

/** A built server that is ready; rejects with what it said when it is not to be. */
export async function startServer(variables: Record<string, string>): Promise<RunningServer> {
  const { child, lines, exited } = launchServer(variables);
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const ready = /ready: (\S+)/.exec(line)?.[1];
      if (ready) resolve(ready);
    });
    exited.then(() => reject(new Error(lines.join("\n"))));
  });

  async function stop(): Promise<number | null> {
    child.kill("SIGTERM");
    return exited;
  }
  return { url, process: child, lines, stop };
}
