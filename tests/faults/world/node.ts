import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { freePort } from "@/tests/stage/port";
import { type RunningServer, startServer } from "@/tests/stage/server";

const DIE_UNTOLD = fileURLToPath(new URL("./die-untold.mjs", import.meta.url));

export type Node = Awaited<ReturnType<typeof startNode>>;

/** One process of the production build, on a port that stays its own however often it is started again. */
export async function startNode(variables: Record<string, string>) {
  const port = await freePort();
  const environment = { ...variables, PORT: String(port), NODE_OPTIONS: `--import=${DIE_UNTOLD}` };
  let running: RunningServer = await startServer(environment);
  let isUp = true;
  watch();

  function watch(): void {
    const { process } = running;
    process.once("exit", () => {
      if (process === running.process) isUp = false;
    });
  }

  async function gone(): Promise<void> {
    const { process } = running;
    if (process.exitCode === null && process.signalCode === null) await once(process, "exit");
  }

  return {
    port,
    isUp: () => isUp,
    async kill(): Promise<void> {
      running.process.kill("SIGKILL");
      await gone();
    },
    /** Kills it at the moment in which it has committed something and told nobody; answers when that has happened. */
    async killUntold(): Promise<void> {
      running.process.kill("SIGUSR2");
      await gone();
    },
    /** Asks it to stop; answers with its exit code and how long it took, in milliseconds. */
    async stop(): Promise<{ code: number | null; took: number }> {
      const began = performance.now();
      isUp = false;
      return { code: await running.stop(), took: performance.now() - began };
    },
    abandon: () => running.process.kill("SIGKILL"),
    freeze: () => running.process.kill("SIGSTOP"),
    thaw: () => running.process.kill("SIGCONT"),
    async start(): Promise<void> {
      running = await startServer(environment);
      isUp = true;
      watch();
    },
  };
}
