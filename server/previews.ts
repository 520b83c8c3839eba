import { logFault } from "@/lib/log";
import { INTERNET, type Reach } from "@/lib/outside/reach";
import { takePreview } from "@/lib/preview-jobs";

const EVERY_MS = 1_000;
/** Pages that are fetched at once. */
const AT_ONCE = 4;

/** Fetches what people link to, beside everything else. The answer breaks off what is under way and ends it. */
export function startPreviews(reach: Reach = INTERNET): () => Promise<void> {
  const ended = new AbortController();
  const underWay = new Set<Promise<void>>();
  let timer: ReturnType<typeof setTimeout>;
  let taking = Promise.resolve();

  async function takeAll(): Promise<void> {
    try {
      while (!ended.signal.aborted && underWay.size < AT_ONCE) {
        const work = await takePreview(reach);
        if (!work) break;
        follow(work(ended.signal));
      }
    } catch (error) {
      logFault("previews", error);
    }
    if (!ended.signal.aborted) timer = setTimeout(begin, EVERY_MS);
  }

  function follow(work: Promise<void>): void {
    const logged = work.catch((error) => logFault("previews", error)).finally(() => underWay.delete(logged));
    underWay.add(logged);
  }

  function begin(): void {
    taking = takeAll();
  }

  begin();
  return async () => {
    ended.abort();
    clearTimeout(timer);
    await taking;
    await Promise.all(underWay);
  };
}
