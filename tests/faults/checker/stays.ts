import type { StoredThread } from "../history";
import { lastUpTo } from "./sorted";

/**
 * From somebody's coming into a thread to their going: they may read `from` to `to`, both included. The line that tells
 * of their coming is the first; the one that tells of their going they never get, because they are out of the thread in
 * the transaction that writes it (`lib/membership.ts`) and each node empties its room before it delivers that line.
 */
export type Stay = { from: number; to: number };

/** Nobody is named by the line of a thread's creation, and a direct thread has no line: who was in then is in from here. */
const FIRST_SEQ = 1;

/** Who was in a thread when, in the order of their stays, as its system lines tell. */
export function staysOf({ messages, participants }: Pick<StoredThread, "messages" | "participants">) {
  const stays = new Map<string, Stay[]>();

  function come(person: string, from: number): void {
    const held = stays.get(person) ?? [];
    stays.set(person, held);
    if (!isInside(held)) held.push({ from, to: Number.POSITIVE_INFINITY });
  }

  function go(person: string, line: number): void {
    if (!stays.has(person)) come(person, FIRST_SEQ);
    const last = stays.get(person)?.at(-1);
    if (last?.to === Number.POSITIVE_INFINITY) last.to = line - 1;
  }

  for (const { seq, author, event } of messages) {
    if (event?.type === "created") come(author, FIRST_SEQ);
    else if (event?.type === "added") for (const { id } of event.people) come(id, seq);
    else if (event?.type === "removed") go(event.person.id, seq);
    else if (event?.type === "left") go(author, seq);
  }
  for (const { person } of participants) if (!stays.has(person)) come(person, FIRST_SEQ);
  return stays;
}

export function isInside(stays: Stay[] | undefined): boolean {
  return stays?.at(-1)?.to === Number.POSITIVE_INFINITY;
}

/** The stay in which a person may read this place of a thread, if there is one. */
export function stayAt(stays: Stay[] | undefined, seq: number): Stay | undefined {
  const stay = stays && lastUpTo(stays, ({ from }) => from, seq);
  return stay && seq <= stay.to ? stay : undefined;
}
