import { UNREAD_LIMIT } from "@/lib/wire/limits";
import type { SystemEvent } from "@/lib/wire/messages";
import type { Role } from "@/lib/wire/roles";
import type { History } from "@/lib/wire/threads";
import type { StoredMessage, StoredThread } from "../../history";

type Membership = { joinedSeq: number; lastReadSeq: number; readVersion: number; role: Role; attention: number };

type SamplePerson = { id: string; name: string; isDeleted: boolean; blocked: Set<string> };

export type SampleThread = {
  id: string;
  kind: "direct" | "group";
  title: string | null;
  history: History;
  lastRev: number;
  messages: StoredMessage[];
  members: Map<string, Membership>;
};

/** What the database of an invented run holds. */
export function createServer(names: string[], now: () => number) {
  const people = new Map<string, SamplePerson>(
    names.map((id) => [id, { id, name: id, isDeleted: false, blocked: new Set() }]),
  );
  const threads: SampleThread[] = [];
  /** Read versions outlive a stay, as the rows of those who left do. */
  const versions = new Map<string, number>();
  let lines = 0;

  function join(thread: SampleThread, person: string, joinedSeq: number): void {
    const key = `${thread.id} ${person}`;
    versions.set(key, (versions.get(key) ?? -1) + 1);
    const position = { lastReadSeq: joinedSeq - 1, readVersion: versions.get(key) ?? 0 };
    thread.members.set(person, { joinedSeq, ...position, role: "member", attention: 0 });
  }

  function store(thread: SampleThread, author: string, id: string, event: SystemEvent | null = null): StoredMessage {
    thread.lastRev += 1;
    const message = {
      seq: thread.messages.length + 1,
      id,
      rev: thread.lastRev,
      author,
      event,
      isDeleted: false,
      writtenAt: now(),
      names: event?.type === "added" ? [author, ...event.people.map(({ id }) => id)] : [author],
    };
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
    people,
    threads,
    store,
    start(kind: SampleThread["kind"], people: string[]): SampleThread {
      const id = `${kind}-${threads.length + 1}`;
      const thread: SampleThread = {
        id,
        kind,
        title: kind === "group" ? id : null,
        history: "join",
        lastRev: 0,
        messages: [],
        members: new Map(),
      };
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
    change(thread: SampleThread, author: string, event: SystemEvent): StoredMessage {
      const subject = event.type === "role" && thread.members.get(event.person.id);
      if (subject) subject.role = event.role;
      if (event.type === "renamed") thread.title = event.title;
      if (event.type === "history") thread.history = event.history;
      return storeLine(thread, author, event);
    },
    edit(thread: SampleThread, message: StoredMessage): void {
      thread.lastRev += 1;
      message.rev = thread.lastRev;
    },
    delete(thread: SampleThread, message: StoredMessage): void {
      thread.lastRev += 1;
      message.rev = thread.lastRev;
      message.isDeleted = true;
    },
    /** What names somebody whose account is gone takes one rev in a thread, and what they wrote is a stub. */
    forget(thread: SampleThread, person: string): void {
      const naming = thread.messages.filter(({ names }) => names.includes(person));
      if (naming.length > 0) thread.lastRev += 1;
      for (const message of naming) {
        message.rev = thread.lastRev;
        message.isDeleted ||= message.author === person && message.event === null;
      }
    },
    read(thread: SampleThread, person: string, seq: number): void {
      const membership = thread.members.get(person);
      if (!membership || seq <= membership.lastReadSeq) return;
      membership.lastReadSeq = seq;
    },
    mark(thread: SampleThread, person: string, seq: number): void {
      const membership = thread.members.get(person);
      if (!membership) return;
      membership.lastReadSeq = Math.max(seq, readableFrom(thread, person) ?? 1) - 1;
      membership.readVersion += 1;
      versions.set(`${thread.id} ${person}`, membership.readVersion);
    },
    stored: (): StoredThread[] =>
      threads.map(({ id, title, lastRev, messages, members }) => ({
        ...{ id, title, lastSeq: messages.length, lastRev, messages },
        participants: [...members].map(([person, { role, joinedSeq, lastReadSeq, attention }]) => ({
          ...{ person, role, joinedSeq, lastReadSeq, attention },
        })),
      })),
  };
}

/** The first place that somebody may read; undefined when they are not in the thread. */
export function readableFrom({ history, members }: SampleThread, person: string): number | undefined {
  const joinedSeq = members.get(person)?.joinedSeq;
  return joinedSeq && history === "all" ? 1 : joinedSeq;
}

/** The line of a thread in somebody's list. */
export function lineOf(thread: SampleThread, person: string) {
  const { messages, members } = thread;
  const { lastReadSeq, readVersion } = members.get(person) ?? { lastReadSeq: 0, readVersion: 0 };
  const read = Math.max(lastReadSeq, (readableFrom(thread, person) ?? 1) - 1);
  let unread = 0;
  for (let seq = messages.length; seq > read && unread < UNREAD_LIMIT; seq -= 1) {
    const message = messages[seq - 1];
    if (message && message.author !== person && message.event === null && !message.isDeleted) unread += 1;
  }
  return { lastReadSeq, readVersion, unread };
}
