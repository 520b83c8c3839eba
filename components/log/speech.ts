/** Arrivals that come this close together are looked at together. */
const GATHER_MS = 300;
/** When more than so many come within so long, each of them is too much to listen to. */
const WINDOW_MS = 2000;
const WINDOW_MOST = 3;

/**
 * What a screen reader says of the messages of others: each of them, and of a burst only how many there were. `speak`
 * gets the sentences to be said next; the answer's `stop` forgets what waits.
 */
export function createSpeech(speak: (sentences: string[]) => void) {
  let waiting: string[] = [];
  let arrivals: number[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isFolding = false;

  function flush(): void {
    isFolding = false;
    const isBurst = arrivals.length > WINDOW_MOST && waiting.length > 1;
    const sentences = isBurst ? [`${waiting.length} new messages`] : waiting;
    waiting = [];
    if (sentences.length > 0) speak(sentences);
  }

  return {
    hear(sentences: string[], now = Date.now()): void {
      arrivals = [...arrivals.filter((at) => at > now - WINDOW_MS), ...sentences.map(() => now)];
      waiting.push(...sentences);
      // Of a stream that does not end one hears every two seconds.
      if (isFolding) return;
      clearTimeout(timer);
      isFolding = arrivals.length > WINDOW_MOST;
      timer = setTimeout(flush, isFolding ? WINDOW_MS : GATHER_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
