import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { freePort } from "./port";

export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

/** A Redis on a port of its own, which keeps nothing. */
export async function startRedis(port?: number) {
  const chosen = port ?? (await freePort());
  const options = ["--port", String(chosen), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const child = spawn("redis-server", options, { stdio: ["ignore", "pipe", "ignore"] });
  for await (const chunk of child.stdout) if (String(chunk).includes("Ready to accept connections")) break;
  child.stdout.resume();

  async function stop(): Promise<void> {
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
  return { url: `redis://127.0.0.1:${chosen}`, port: chosen, process: child, stop };
}
