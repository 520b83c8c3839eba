import { UNREAD_LIMIT } from "@/lib/wire/limits";
import type { SystemEvent } from "@/lib/wire/messages";
import type { StoredMessage, StoredThread } from "../../history";

type Membership = { joinedSeq: number; lastReadSeq: number; readVersion: number };

export type SampleThread = {
  id: string;
  kind: "direct" | "group";
  lastRev: number;
  messages: StoredMessage[];
  members: Map<string, Membership>;
};

/** What the database of an invented run holds. */
export function createServer() {
  const threads: SampleThread[] = [];
  /** Read versions outlive a stay, as the rows of those who left do. */
  const versions = new Map<string, number>();
  let lines = 0;

  function join(thread: SampleThread, person: string, joinedSeq: number): void {
    const key = `${thread.id} ${person}`;
    versions.set(key, (versions.get(key) ?? -1) + 1);
    thread.members.set(person, { joinedSeq, lastReadSeq: joinedSeq - 1, readVersion: versions.get(key) ?? 0 });
  }

  function store(thread: SampleThread, author: string, id: string, event: SystemEvent | null = null): StoredMessage {
    thread.lastRev += 1;
    const message = { seq: thread.messages.length + 1, id, rev: thread.lastRev, author, event };
    thread.messages.push(message);
    return message;
  }

  /** A change of membership takes a rev of its own before that of its line. */
  function storeLine(thread: SampleThread, author: string, event: SystemEvent): StoredMessage {
    lines += 1;
    thread.lastRev += event.type === "created" ? 0 : 1;
    return store(thread, author, `line-${lines}`, event);
  }

  return {
    threads,
    store,
    start(kind: SampleThread["kind"], people: string[]): SampleThread {
      const id = `${kind}-${threads.length + 1}`;
      const thread: SampleThread = { id, kind, lastRev: 0, messages: [], members: new Map() };
      threads.push(thread);
      for (const person of people) join(thread, person, 1);
      if (kind === "group") storeLine(thread, people[0] ?? "", { type: "created", title: id });
      else thread.lastRev = 1;
      return thread;
    },
    add(thread: SampleThread, author: string, person: string): StoredMessage {
      join(thread, person, thread.messages.length + 1);
      return storeLine(thread, author, { type: "added", people: [{ id: person, name: person }] });
    },
    remove(thread: SampleThread, author: string, person: string): StoredMessage {
      thread.members.delete(person);
      const event = { type: "removed", person: { id: person, name: person } } as const;
      return storeLine(thread, author, author === person ? { type: "left" } : event);
    },
    edit(thread: SampleThread, message: StoredMessage): void {
      thread.lastRev += 1;
      message.rev = thread.lastRev;
    },
    read(thread: SampleThread, person: string, seq: number): void {
      const membership = thread.members.get(person);
      if (!membership || seq <= membership.lastReadSeq) return;
      membership.lastReadSeq = seq;
      membership.readVersion += 1;
      versions.set(`${thread.id} ${person}`, membership.readVersion);
    },
    stored: (): StoredThread[] =>
      threads.map(({ id, lastRev, messages, members }) => ({
        ...{ id, lastSeq: messages.length, lastRev, messages },
        participants: [...members].map(([person, { joinedSeq, lastReadSeq }]) => ({ person, joinedSeq, lastReadSeq })),
      })),
  };
}

/** The line of a thread in somebody's list. */
export function lineOf({ messages, members }: SampleThread, person: string) {
  const { lastReadSeq, readVersion } = members.get(person) ?? { lastReadSeq: 0, readVersion: 0 };
  let unread = 0;
  for (let seq = messages.length; seq > lastReadSeq && unread < UNREAD_LIMIT; seq -= 1) {
    const message = messages[seq - 1];
    if (message && message.author !== person && message.event === null) unread += 1;
  }
  return { lastReadSeq, readVersion, unread };
}
