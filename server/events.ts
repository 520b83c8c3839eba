import { log } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { inRequest } from "@/lib/request";
import { beginTrace, isTracing } from "@/lib/tracing";
import type { Outcome } from "@/lib/wire/outcome";
import type { LiveSocket } from "./live";

/** Longer than a tab should wait, in milliseconds; what is written together waits for a second. */
const SLOW_MS = 2_000;

/** Makes each event of a socket a request of its own, and says what failed, what was slow, and when it came and went. */
export function watchEvents(socket: LiveSocket): void {
  const { id: personId } = socket.data.viewer;
  const openedAt = performance.now();
  inRequest({ personId }, () => log.info("socket opened"));
  socket.on("disconnect", (cause) =>
    inRequest({ personId }, () => log.info("socket closed", { cause, ms: msSince(openedAt) })),
  );

  socket.use((packet, next) =>
    inRequest({ personId }, ({ id }) =>
      traceEvent(socket, packet[0], id, (end) => {
        const [event, ...words] = packet;
        const reply: unknown = words.at(-1);
        const began = performance.now();
        if (typeof reply === "function") {
          packet[packet.length - 1] = (outcome: Outcome<unknown>) => {
            // Only what is listened to is ever answered: the name is one of ours.
            noteAnswer(event, outcome, msSince(began));
            end(outcome);
            reply(outcome);
          };
        } else end();
        next();
      }),
    ),
  );
}

type End = (outcome?: Outcome<unknown>) => void;

/** Within a trace of its own, which ends with the answer; what nobody waits for is over when it begins. */
function traceEvent(socket: LiveSocket, event: string, id: string, begin: (end: End) => void): void {
  if (!isTracing()) {
    begin(() => {});
    return;
  }
  // A tab can call an event whatever it likes.
  const name = socket.eventNames().includes(event) ? event : "other";
  void beginTrace(`event ${name}`, { "parley.event": name, "parley.request_id": id }, async (note) => {
    const outcome = await new Promise<Outcome<unknown> | undefined>(begin);
    if (outcome) note({ "parley.outcome": outcome.ok ? "ok" : outcome.code });
  });
}

function noteAnswer(event: string, outcome: Outcome<unknown>, ms: number): void {
  const isSlow = ms > SLOW_MS;
  if (!outcome.ok) log.info("event refused", { event, code: outcome.code, ms });
  else if (isSlow) log.warn("event slow", { event, ms });
  else log.debug("event", { event, ms });
}

const msSince = (began: number) => Math.round(performance.now() - began);

/** What a tab was given that it had missed. Its first question is that of a tab that has come back, or is new. */
export function noteGapFills(cause: "reconnect" | "sync" | "join", count: number): void {
  if (count > 0) metrics().gapFills.inc({ cause }, count);
}
