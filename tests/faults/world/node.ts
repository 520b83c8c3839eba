import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "@/tests/stage/port";
import { type RunningServer, startServer } from "@/tests/stage/server";

const DIE_UNTOLD = fileURLToPath(new URL("./die-untold.mjs", import.meta.url));

export type Node = Awaited<ReturnType<typeof startNode>>;

/** A node that ended when nobody had asked or made it: how, and the last that it said. */
export type OwnEnd = { code: number | null; signal: string | null; said: string[] };

/** Whoever runs Parley starts it again when it ends. */
const RESTART_MS = 1_000;
/** A node that has nothing to announce for so long is killed all the same. */
const UNTOLD_MS = 5_000;

/** One process of the production build, on a port that stays its own however often it is started again. */
export async function startNode(variables: Record<string, string>, onOwnEnd: (end: OwnEnd) => void) {
  const port = await freePort();
  // So much happens here that no more than usual can be said of it.
  const environment = { LOG_LEVEL: "info", ...variables, PORT: String(port), NODE_OPTIONS: `--import=${DIE_UNTOLD}` };
  let running: RunningServer;
  let isUp = false;
  /** It is being ended, or has been. */
  let isDoomed = false;
  await start();

  async function start(): Promise<void> {
    const started = await startServer(environment).catch(() => null);
    // Without a database a node does not start, and somebody tries again.
    if (!started) return sleep(RESTART_MS).then(start);
    running = started;
    isDoomed = false;
    isUp = true;
    started.process.once("exit", (code, signal) => {
      isUp = false;
      if (isDoomed) return;
      onOwnEnd({ code, signal, said: started.lines.slice(-20) });
      void sleep(RESTART_MS).then(start);
    });
  }

  /** Signals the process and waits until it is gone. */
  async function end(signal: "SIGKILL" | "SIGUSR2"): Promise<void> {
    isDoomed = true;
    const { process } = running;
    process.kill(signal);
    const timer = setTimeout(() => process.kill("SIGKILL"), UNTOLD_MS);
    if (process.exitCode === null && process.signalCode === null) await once(process, "exit");
    clearTimeout(timer);
  }

  return {
    port,
    isUp: () => isUp,
    kill: () => end("SIGKILL"),
    /** Kills it at the moment in which it has committed something and told nobody; answers when that has happened. */
    killUntold: () => end("SIGUSR2"),
    /** Asks it to stop; answers with its exit code and how long it took, in milliseconds. */
    async stop(): Promise<{ code: number | null; took: number }> {
      isDoomed = true;
      const began = performance.now();
      isUp = false;
      return { code: await running.stop(), took: performance.now() - began };
    },
    abandon: () => running.process.kill("SIGKILL"),
    freeze: () => running.process.kill("SIGSTOP"),
    thaw: () => running.process.kill("SIGCONT"),
    start,
  };
}
