import type { SystemEvent } from "@/lib/wire/messages";
import type { RefusalCode } from "@/lib/wire/outcome";
import type { Person } from "@/lib/wire/people";

const REFUSALS_IN_WORDS = {
  "signed-out": "You are signed out. Sign in again to go on.",
  "other-viewer": "Somebody else has signed in in this browser. Reload the page.",
  "wrong-credentials": "That username and password do not match.",
  "invalid-input": "Something in it is missing or too long.",
  "not-a-participant": "You are no longer in this conversation.",
  "not-allowed": "You are not allowed to do that here.",
  "no-such-person": "There is no longer an account of that person.",
  "message-id-taken": "Another message took its place. Delete it and write it again.",
  "last-owner": "A group needs an owner, and you are its only one.",
  unavailable: "The server cannot be reached. Try again in a moment.",
  unexpected: "Something went wrong on the server. Try again.",
} satisfies Record<RefusalCode, string>;

export function inWords(code: RefusalCode): string {
  return REFUSALS_IN_WORDS[code];
}

/** The refusal of that name, for a name out of an address; undefined when there is none. */
export function refusalNamed(name: unknown): RefusalCode | undefined {
  return Object.keys(REFUSALS_IN_WORDS).find((code): code is RefusalCode => code === name);
}

/** "Ben added Eve and you" */
export function eventInWords(event: SystemEvent, author: Person, viewerId: string): string {
  const who = author.id === viewerId ? "You" : author.name;
  switch (event.type) {
    case "created":
      return `${who} started “${event.title}”`;
    case "added":
      return `${who} added ${listInWords(event.people.map((person) => nameInSentence(person, viewerId)))}`;
    case "removed":
      return `${who} removed ${nameInSentence(event.person, viewerId)}`;
    case "left":
      return `${who} left`;
  }
}

/** "Ann", "Ann and Ben", "Ann, Ben and Cem" */
export function listInWords(names: string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** "1 person", "3 people" */
export function peopleInWords(count: number): string {
  return count === 1 ? "1 person" : `${count} people`;
}

function nameInSentence(person: Person, viewerId: string): string {
  return person.id === viewerId ? "you" : person.name;
}
