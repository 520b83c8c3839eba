import type { Run } from "../../history";
import { drop, happeningsOf, insert, type Mutation, storedIn } from "./mutation";

/** What is stored, answered and called. */
export const ofMessages: Mutation[] = [
  {
    name: "an acknowledged message is not stored",
    breaks: "I1",
    placesIn: (run) =>
      acknowledgedIn(run).map(
        ({ thread, place }) =>
          () =>
            thread.messages.splice(place, 1),
      ),
  },
  {
    name: "a message is stored twice",
    breaks: "I1",
    placesIn: (run) =>
      storedIn(run).map(({ thread, message }) => () => {
        thread.lastSeq += 1;
        thread.lastRev += 1;
        thread.messages.push({ ...message, seq: thread.lastSeq, rev: thread.lastRev });
      }),
  },
  {
    name: "an answer names another place",
    breaks: "I1",
    placesIn: (run) =>
      happeningsOf(run, "acknowledged").map(
        ({ happening }) =>
          () =>
            (happening.seq += 1),
      ),
  },
  {
    name: "a message is answered again, with another place",
    breaks: "I1",
    placesIn: (run) =>
      happeningsOf(run, "acknowledged").map(
        ({ happening, index }) =>
          () =>
            insert(run, index + 1, { ...happening, seq: happening.seq + 1 }),
      ),
  },
  {
    name: "an acknowledged message is stored as another person's",
    breaks: "I1",
    placesIn: (run) =>
      acknowledgedIn(run).map(
        ({ message }) =>
          () =>
            (message.author = "eve"),
      ),
  },
  {
    name: "a message is stored that nobody wrote",
    breaks: "I2",
    placesIn: (run) =>
      happeningsOf(run, "written").map(
        ({ index }) =>
          () =>
            drop(run, index),
      ),
  },
  {
    name: "a message is stored in another thread than it was written in",
    breaks: "I2",
    placesIn: (run) =>
      happeningsOf(run, "written").map(
        ({ happening }) =>
          () =>
            (happening.thread = "elsewhere"),
      ),
  },
  {
    name: "a message of an outsider is taken",
    breaks: "I2",
    placesIn: (run) =>
      storedIn(run).map(({ message }) => () => {
        message.author = "eve";
        for (const { happening } of happeningsOf(run, "written")) {
          if (happening.id === message.id) happening.person = "eve";
        }
      }),
  },
  {
    name: "a tab receives another message than is stored there",
    breaks: "I2",
    placesIn: (run) =>
      happeningsOf(run, "received").map(
        ({ happening }) =>
          () =>
            (happening.id = "foreign"),
      ),
  },
  {
    name: "two stored messages change places",
    breaks: "I4",
    placesIn: (run) =>
      run.threads.flatMap(({ messages }) =>
        messages.slice(1).map((_, place) => () => messages.splice(place, 2, messages[place + 1]!, messages[place]!)),
      ),
  },
  {
    name: "a stored message is missing",
    breaks: "I4",
    placesIn: (run) =>
      storedIn(run).map(
        ({ thread, place }) =>
          () =>
            thread.messages.splice(place, 1),
      ),
  },
  {
    name: "two messages have the same rev",
    breaks: "I4",
    placesIn: (run) =>
      run.threads.flatMap(({ messages }) =>
        messages.slice(1).map((message, place) => () => (message.rev = messages[place]!.rev)),
      ),
  },
  {
    name: "a message is ahead of its thread's last rev",
    breaks: "I4",
    placesIn: (run) =>
      storedIn(run).map(
        ({ thread, message }) =>
          () =>
            (message.rev = thread.lastRev + 1),
      ),
  },
  {
    name: "a thread counts a message that is not there",
    breaks: "I4",
    placesIn: (run) => run.threads.map((thread) => () => (thread.lastSeq += 1)),
  },
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

function acknowledgedIn(run: Run) {
  const ids = new Set(happeningsOf(run, "acknowledged").map(({ happening }) => happening.id));
  return storedIn(run).filter(({ message }) => ids.has(message.id));
}

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
