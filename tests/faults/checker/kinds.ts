import type { ServerToClientEvents } from "@/lib/wire/events";
import type { SystemEvent } from "@/lib/wire/messages";
import type { Breaches, Invariant } from "./breaches";
import type { Evidence } from "./evidence";

/** What is checked of a kind of news, and whether a run in which no tab got any proves something. */
type Kind = { heldBy: Invariant[]; isRequired: boolean };

/** Each event that a tab may hear. A new one without a row does not compile. */
const EVENTS: Record<keyof ServerToClientEvents, Kind> = {
  "message:created": { heldBy: ["I3", "I5", "I6", "I9", "I11"], isRequired: true },
  "thread:changed": { heldBy: ["I11"], isRequired: true },
  // The only word of what was lost before it was announced.
  "thread:head": { heldBy: ["I6"], isRequired: true },
  "thread:added": { heldBy: ["I9", "I11"], isRequired: true },
  "thread:gone": { heldBy: ["I9", "I11"], isRequired: true },
  "thread:read": { heldBy: ["I10"], isRequired: true },
  "session:ended": { heldBy: ["I9"], isRequired: true },
  // It changes nothing that a tab shows: only when it comes back, and not each run stops a server gently.
  "server:draining": { heldBy: ["I6"], isRequired: false },
};

/** Each system line. Their content is checked as that of any message; besides, they say who may read what. */
const LINES: Record<SystemEvent["type"], Kind> = {
  created: { heldBy: ["I9", "I11"], isRequired: true },
  added: { heldBy: ["I9", "I11"], isRequired: true },
  removed: { heldBy: ["I9", "I11"], isRequired: true },
  left: { heldBy: ["I9", "I11"], isRequired: true },
};

/** I11: each kind has been heard. What was never heard was never put to the test. */
export function checkKinds({ run, threads }: Evidence, breaches: Breaches): void {
  const events = new Set<string>();
  const lines = new Set<string>();
  for (const happening of run.history) {
    if (happening.kind === "heard") events.add(happening.event);
    else if (happening.kind === "received") {
      const line = threads.get(happening.thread)?.bySeq.get(happening.seq)?.event;
      if (line) lines.add(line.type);
    }
  }
  requireAll(EVENTS, events, "event", breaches);
  requireAll(LINES, lines, "line", breaches);
}

function requireAll(kinds: Record<string, Kind>, heard: Set<string>, noun: string, breaches: Breaches): void {
  for (const [name, { heldBy, isRequired }] of Object.entries(kinds)) {
    if (!isRequired || heard.has(name)) continue;
    breaches.add("I11", `No ${noun} ${name} was heard: of it the run proves nothing about ${heldBy.join(", ")}.`);
  }
}
