import { doErasure } from "@/lib/erasures";
import { doJobStep } from "@/lib/jobs";
import { logFault } from "@/lib/log";

const EVERY_MS = 1_000;

/**
 * Does the jobs that are due, step by step, beside everything else; those that wait for the storage beside the others, which
 * need not wait for it. The answer ends it after the steps that are under way.
 */
export function startJobs(): () => Promise<void> {
  const ends = [doJobStep, doErasure].map(repeat);
  return async () => {
    await Promise.all(ends.map((end) => end()));
  };
}

/** Goes on at once as long as there was something to do. */
function repeat(step: () => Promise<boolean>): () => Promise<void> {
  let isEnded = false;
  let timer: ReturnType<typeof setTimeout>;
  let work = Promise.resolve();

  async function workOff(): Promise<void> {
    try {
      while (!isEnded && (await step()));
    } catch (error) {
      logFault("jobs", error);
    }
    if (!isEnded) timer = setTimeout(begin, EVERY_MS);
  }

  function begin(): void {
    work = workOff();
  }

  begin();
  return async () => {
    isEnded = true;
    clearTimeout(timer);
    await work;
  };
}
