import type { Run } from "../../history";
import { drop, happeningsOf, insert, type Mutation, storedIn } from "./mutation";

/** What is stored and answered. */
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
        messages.slice(1).flatMap((message, place) => {
          const before = messages[place]!;
          const isOfDeletion = message.names.some((name) => before.names.includes(name) && isDeletedIn(run, name));
          return isOfDeletion ? [] : [() => (message.rev = before.rev)];
        }),
      ),
  },
  {
    name: "a deletion changes a message that does not name its person",
    breaks: "I4",
    placesIn: (run) =>
      run.threads.flatMap(({ messages }) =>
        messages
          .filter((message) => messages.some((other) => other !== message && other.rev === message.rev))
          .map((message) => () => (message.names = ["eve"])),
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
];

function isDeletedIn({ people }: Run, person: string): boolean {
  return people.some(({ id, isDeleted }) => id === person && isDeleted);
}

export function acknowledgedIn(run: Run) {
  const ids = new Set(happeningsOf(run, "acknowledged").map(({ happening }) => happening.id));
  return storedIn(run).filter(({ message }) => ids.has(message.id));
}
