import type { Quote } from "@/lib/wire/excerpts";
import type { Way } from "../history";
import type { Recorder } from "../recorder";

type Received = { seq: number; id: string; quote?: Quote | null };

/** Writes down what reaches a tab, as far as it is content: a message, and with it what it quotes. */
export function createReception(recorder: Recorder, tab: string) {
  return (thread: string, messages: Received[], by: Way): void => {
    for (const { seq, id, quote } of messages) {
      recorder.record({ kind: "received", tab, thread, seq, id, by });
      if (quote) recorder.record({ kind: "quoted", tab, thread, seq: quote.seq, by });
    }
  };
}
