import type { Run } from "../../history";
import { happeningsOf, insert, type Mutation, storedIn } from "./mutation";
import { acknowledgedIn } from "./of-messages";

/** The order of what was written, called and answered. */
export const ofOrders: Mutation[] = [
  {
    name: "two drafts of one device change their order",
    breaks: "I7",
    placesIn: (run) =>
      neighboursWrittenIn(run).map(([one, other]) => () => {
        [one.id, other.id] = [other.id, one.id];
      }),
  },
  {
    name: "a message was answered before an earlier one was sent",
    breaks: "I8",
    placesIn: (run) =>
      storedIn(run).flatMap(({ thread, message }) => {
        const call = happeningsOf(run, "called").find(({ happening }) => happening.ids.includes(message.id));
        const later = acknowledgedIn(run).find((one) => one.thread === thread && one.message.seq > message.seq);
        if (!call || !later) return [];
        const answer = happeningsOf(run, "acknowledged").find(({ happening }) => happening.id === later.message.id)!;
        return [() => insert(run, call.index, { ...answer.happening, at: call.happening.at })];
      }),
  },
];

/** Drafts of one outbox that were written one after the other, are stored, and were never refused. */
function neighboursWrittenIn(run: Run) {
  const refused = new Set(happeningsOf(run, "refused").map(({ happening }) => happening.id));
  const stored = new Set(storedIn(run).map(({ message }) => message.id));
  const written = happeningsOf(run, "written").map(({ happening }) => happening);
  const kept = written.filter(({ id }) => stored.has(id) && !refused.has(id));
  return kept.flatMap((one, place) => {
    const other = kept
      .slice(place + 1)
      .find(({ device, person, thread }) => device === one.device && person === one.person && thread === one.thread);
    return other ? [[one, other] as const] : [];
  });
}
