import { availableParallelism } from "node:os";
import { Tinypool } from "tinypool";
import { inTurn, setHashing } from "@/lib/hashing";

/** One processor is left to everything else, where there are two. */
const THREADS = Math.max(1, Math.min(4, availableParallelism() - 1));
const IDLE_MS = 60_000;

/**
 * Lets passwords be hashed beside the event loop: on it, each would stop everybody for a third of a second. Answers how to
 * end it.
 */
export function startHashing(): () => Promise<void> {
  const pool = new Tinypool({
    filename: new URL("./hasher.mjs", import.meta.url).href,
    minThreads: 0,
    maxThreads: THREADS,
    idleTimeout: IDLE_MS,
  });
  setHashing(
    inTurn(
      {
        hash: (password, cost) => pool.run({ work: "hash", password, by: cost }),
        compare: (password, passwordHash) => pool.run({ work: "compare", password, by: passwordHash }),
      },
      THREADS,
    ),
  );
  return () => pool.destroy();
}
