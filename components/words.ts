import { NAME_LENGTH, PINS_LIMIT } from "@/lib/wire/limits";
import type { SystemEvent } from "@/lib/wire/messages";
import { REFUSALS, type RefusalCode, type Refused } from "@/lib/wire/outcome";
import type { NamedPerson } from "@/lib/wire/people";
import type { Role } from "@/lib/wire/roles";

const REFUSALS_IN_WORDS = {
  "signed-out": "You are signed out. Sign in again to go on.",
  "other-viewer": "Somebody else has signed in in this browser. Reload the page.",
  "wrong-credentials": "That username and password do not match.",
  "invalid-input": "Something in it is missing or too long.",
  "not-a-participant": "You are no longer in this conversation.",
  "not-allowed": "You are not allowed to do that here.",
  blocked: "You and this person cannot write to each other.",
  "no-such-person": "There is no longer an account of that person.",
  "no-such-message": "That message is not there any more.",
  "message-deleted": "That message was deleted.",
  "too-many-reactions": "A message holds twenty different reactions, and this one has them.",
  "too-many-pins": `You have pinned ${PINS_LIMIT} conversations, and no more can be. Unpin one first.`,
  "message-id-taken": "Another message took its place. Delete it and write it again.",
  "thread-id-taken": "That group cannot be started. Close this and start it anew.",
  "last-owner": "A group needs an owner, and you are its only one.",
  "username-taken": "Somebody has that username already. Choose another one.",
  "unusable-username": "A username has 2 to 32 letters from a to z, digits, dots and dashes, and no dot at its end.",
  "last-administrator": "Parley needs an administrator, and this is the only one.",
  "link-ended": "This link has ended: it was used up, taken back, or is too old. Ask for a new one.",
  "registration-closed": "Nobody can make an account here at the moment.",
  "password-too-short": "A password has at least 12 characters.",
  "password-too-long": "That password is too long: 72 letters fit, and fewer of those with accents.",
  "password-guessable": "That password is easy to guess: it is among the commonest, or it is the username.",
  "no-such-session": "That session is not there any more.",
  "wrong-password": "That is not your present password.",
  "picture-too-large": "A picture has at most 10 MB.",
  "not-a-picture": "That is not a picture that can be shown here: choose a PNG, JPEG, WebP or GIF.",
  "no-such-picture": "That picture is not there any more.",
  "file-empty": "There is nothing in that file.",
  "file-too-large": "That file is too large.",
  "too-many-files": "Those are too many files for one message.",
  "quota-exceeded": "There is no room left for your files. Delete messages with old ones.",
  "unusable-image":
    "That image is broken, or has more than 50 million pixels. Send a smaller one, or this one in a ZIP.",
  "no-such-file": "That file is not there any more. Choose it again.",
  "no-such-report": "That report is not there any more.",
  "name-missing": "A name needs at least one letter.",
  "name-too-long": `A name has at most ${NAME_LENGTH} characters.`,
  "too-fast": "That is faster than the server takes. Try again in",
  "too-many-tries": "There were too many tries. Try again in",
  unavailable: "The server cannot be reached. Try again in a moment.",
  unexpected: "Something went wrong on the server. Try again.",
} satisfies Record<RefusalCode, string>;

/** What was refused, and where there is a time to wait, how long that is. */
export function inWords(refusal: RefusalCode | Refused): string {
  const { code, retryAfter } = typeof refusal === "string" ? { code: refusal, retryAfter: undefined } : refusal;
  const words = REFUSALS_IN_WORDS[code];
  if (REFUSALS[code] !== "wait") return words;
  return `${words} ${retryAfter === undefined ? "a moment" : waitInWords(retryAfter)}.`;
}

/** "12 s", "3 min": never shorter than it is. */
function waitInWords(seconds: number): string {
  return seconds <= 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

/** The refusal that an address names, in which anything may stand, with its time to wait; undefined when it names none. */
export function refusalOfAddress(name: unknown, wait?: unknown): Refused | undefined {
  const code = Object.keys(REFUSALS_IN_WORDS).find((code): code is RefusalCode => code === name);
  const seconds = typeof wait === "string" && /^\d{1,4}$/.test(wait) ? { retryAfter: Number(wait) } : {};
  return code && { ok: false, code, ...seconds };
}

/** "Ben added Eve and you" */
export function eventInWords(event: SystemEvent, author: NamedPerson, viewerId: string): string {
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
    case "role":
      return roleInWords(event, author, viewerId);
    case "renamed":
      return `${who} renamed the group to “${event.title}”`;
    case "history":
      return event.history === "all"
        ? `${who} opened all messages to those who join`
        : `${who} closed earlier messages to those who join`;
    case "picture":
      return event.isRemoved ? `${who} removed the picture` : `${who} changed the picture`;
  }
}

const ROLES_IN_WORDS = { owner: "an owner", admin: "an admin", member: "a member" } satisfies Record<Role, string>;

/** "Ben made you an owner", "Ana is now a member" */
function roleInWords(
  { person, role }: Extract<SystemEvent, { type: "role" }>,
  author: NamedPerson,
  viewerId: string,
): string {
  if (person.id !== author.id)
    return `${author.id === viewerId ? "You" : author.name} made ${nameInSentence(person, viewerId)} ${ROLES_IN_WORDS[role]}`;
  return `${author.id === viewerId ? "You are" : `${author.name} is`} now ${ROLES_IN_WORDS[role]}`;
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

function nameInSentence(person: NamedPerson, viewerId: string): string {
  return person.id === viewerId ? "you" : person.name;
}
