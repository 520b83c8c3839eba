import { doJobStep } from "@/lib/jobs";
import { logFault } from "@/lib/log";

const EVERY_MS = 1_000;

/** Does the jobs that are due, step by step, beside everything else. The answer ends it after the step that is under way. */
export function startJobs(): () => Promise<void> {
  let isEnded = false;
  let timer: ReturnType<typeof setTimeout>;
  let work = Promise.resolve();

  async function workOff(): Promise<void> {
    try {
      while (!isEnded && (await doJobStep()));
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
