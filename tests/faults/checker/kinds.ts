import type { ServerToClientEvents } from "@/lib/wire/events";
import type { SystemEvent } from "@/lib/wire/messages";
import type { Breaches, Invariant } from "./breaches";
import type { Evidence } from "./evidence";

/** What is checked of a kind of news, and whether a run in which no tab got any proves something. */
type Kind = { heldBy: Invariant[]; isRequired: boolean };

/** Each event that a tab may hear. A new one without a row does not compile. */
const EVENTS: Record<keyof ServerToClientEvents, Kind> = {
  "message:created": { heldBy: ["I3", "I5", "I6", "I9", "I11"], isRequired: true },
  "message:changed": { heldBy: ["I5", "I6", "I9", "I11"], isRequired: true },
  "thread:changed": { heldBy: ["I11"], isRequired: true },
  // The only word of what was lost before it was announced.
  "thread:head": { heldBy: ["I6"], isRequired: true },
  "thread:added": { heldBy: ["I9", "I11"], isRequired: true },
  "thread:gone": { heldBy: ["I9", "I11"], isRequired: true },
  "thread:read": { heldBy: ["I10"], isRequired: true },
  "thread:attention": { heldBy: ["I9", "I11"], isRequired: true },
  // Of what others tell, a tab shows no more than they told: their positions in the database are held by I10.
  "thread:receipt": { heldBy: ["I10"], isRequired: false },
  // None of them is kept, nor shown for longer than a moment: two nodes are put to the test in tests/doors.
  presence: { heldBy: ["I9"], isRequired: false },
  "preferences:changed": { heldBy: ["I9"], isRequired: false },
  // How a page looks is no news of a conversation; sync is tested beside lib/profile.ts.
  "theme:changed": { heldBy: ["I9"], isRequired: false },
  // A name is nobody's secret.
  "person:changed": { heldBy: ["I11"], isRequired: true },
  typing: { heldBy: ["I9"], isRequired: false },
  "blocks:changed": { heldBy: ["I9", "I11"], isRequired: true },
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
  picture: { heldBy: ["I11"], isRequired: true },
  role: { heldBy: ["I11"], isRequired: true },
  renamed: { heldBy: ["I11"], isRequired: true },
  history: { heldBy: ["I9", "I11"], isRequired: true },
};

/** I11: each kind has been heard. What was never heard was never put to the test. */
export function checkKinds({ run, threads, deleted }: Evidence, breaches: Breaches): void {
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
  if (deleted.size === 0) breaches.add("I11", "No account was deleted: the run proves nothing about deletions.");
}

function requireAll(kinds: Record<string, Kind>, heard: Set<string>, noun: string, breaches: Breaches): void {
  for (const [name, { heldBy, isRequired }] of Object.entries(kinds)) {
    if (!isRequired || heard.has(name)) continue;
    breaches.add("I11", `No ${noun} ${name} was heard: of it the run proves nothing about ${heldBy.join(", ")}.`);
  }
}
