// @ts-check
// Loaded into the fuzzed server before anything of it (`node --import`). On SIGUSR2 it collects what nobody holds any more
// and says how much is left; and it says what was thrown and caught by nobody, also where something listens for that.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");

process.on("SIGUSR2", () => {
  collect();
  // What waits for the first collection to be let go of is gone with the second.
  setTimeout(() => {
    collect();
    const { heapUsed, external, rss } = process.memoryUsage();
    process.stdout.write(`memory: ${JSON.stringify({ held: heapUsed + external, rss })}\n`);
  }, 200);
});

const { emit } = process;
process.emit = /** @type {any} */ (
  /** @param {any[]} given */
  (...given) => {
    if (given[0] === "unhandledRejection" || given[0] === "uncaughtException") {
      process.stderr.write(`caught by nobody: ${given[1]?.stack ?? given[1]}\n`);
    }
    return Reflect.apply(emit, process, given);
  }
);
