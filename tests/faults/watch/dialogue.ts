import { setTimeout as sleep } from "node:timers/promises";
import type { Side } from "./state";

const LINES: [Side, string][] = [
  ["alice", "Did you get the keys for the boathouse?"],
  ["bob", "Got them. They were under the wrong flowerpot."],
  ["alice", "There is only one flowerpot."],
  ["bob", "There are two now. I bought one for the tomatoes."],
  ["bob", "Is seven still fine for tomorrow?"],
  ["alice", "Seven is fine. I’ll bring the coffee."],
  ["alice", "And the big tent, if it still has all its poles."],
  ["bob", "It has one pole too many, ever since the lake."],
  ["alice", "We never found out whose that was."],
  ["bob", "Charlie says he knows, and won’t tell."],
  ["alice", "How is the weather looking?"],
  ["bob", "Rain on Friday night, dry from Saturday on."],
  ["bob", "I trust this forecast with my life."],
  ["alice", "You said that last year, in the rain."],
  ["bob", "It was a very local shower."],
  ["alice", "It was four hours. The bread was soup."],
  ["bob", "So this time I am in charge of the bread?"],
  ["alice", "You are in charge of the tarpaulin."],
  ["bob", "Fair. I’ll put it in the car tonight."],
  ["alice", "What do we do about the canoe?"],
  ["bob", "Patched it on Sunday. It floats, I sat in it."],
  ["alice", "On water?"],
  ["bob", "On the lawn. It rained, though."],
  ["alice", "I’ll bring the swimming ring."],
  ["bob", "The flamingo?"],
  ["alice", "The flamingo."],
  ["bob", "Then nothing can go wrong."],
  ["alice", "See you at seven. Knock quietly, the dog wakes up."],
  ["bob", "The dog is coming too, I hope."],
  ["alice", "She has packed already."],
];

/** The first lines come quickly, so that there is something to see. */
const PROLOGUE = 10;
const PROLOGUE_MS = 250;
const PAUSE_MS = 1_700;

/** Alice and Bob talk by themselves, over and over, until `end`. */
export function startDialogue(write: (side: Side, body: string) => void) {
  const end = new AbortController();
  let isPaused = false;

  async function talk(): Promise<void> {
    for (let place = 0; !end.signal.aborted; ) {
      const [side, body] = LINES[place % LINES.length] ?? ["alice", ""];
      if (!isPaused) {
        write(side, body);
        place += 1;
      }
      await sleep(place < PROLOGUE ? PROLOGUE_MS : PAUSE_MS, null, { signal: end.signal }).catch(() => {});
    }
  }
  void talk();

  return {
    end: () => end.abort(),
    isPaused: () => isPaused,
    toggle(): void {
      isPaused = !isPaused;
    },
  };
}
