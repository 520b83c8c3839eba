import type { RefusalCode } from "@/lib/wire/outcome";

/**
 * `points` within `seconds`, or at the same time where these are 0, for each of those whom it counts. All processes count together where there is a Redis; what
 * is asked too often for that, or is of one process anyway, each counts by itself.
 */
type Limit = {
  points: number;
  seconds: number;
  of: "person" | "address" | "account" | "account and address" | "socket";
  by: "all processes" | "each process";
  /** What one point is, and why so many; docs/operations.md has the same table. */
  what: string;
  why: string;
};

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const all = { by: "all processes" } as const;
const each = { by: "each process" } as const;

/**
 * How often what may be done. Nobody who uses Parley by hand meets one of these, an office behind one address neither; a
 * script does.
 */
export const LIMITS = {
  "sign-in-address": {
    ...{ points: 100, seconds: 15 * MINUTE, of: "address", ...all },
    what: "failed sign-ins from one address",
    why: "an office on the morning after a holiday mistypes less often",
  },
  "sign-in-account": {
    ...{ points: 50, seconds: 5 * MINUTE, of: "account", ...all },
    what: "failed sign-ins to one account, from wherever",
    why: "14,400 guesses a day find none of the passwords that can be chosen, and who is shut out is so for minutes",
  },
  "sign-in": {
    ...{ points: 10, seconds: 15 * MINUTE, of: "account and address", ...all },
    what: "failed sign-ins to one account from one address",
    why: "who has not remembered a password after ten tries does not at the eleventh",
  },
  "new-account": {
    ...{ points: 100, seconds: HOUR, of: "address", ...all },
    what: "tries to register, join or set up",
    why: "a school class, each with three tries, joins in one lesson",
  },
  "password-reset": {
    ...{ points: 50, seconds: HOUR, of: "address", ...all },
    what: "tries to set a password by a link",
    why: "a link cannot be guessed: this only spares the processor",
  },
  "password-change": {
    ...{ points: 10, seconds: 15 * MINUTE, of: "person", ...all },
    what: "tries to change one's password",
    why: "whoever found an open session is not to find out the password too",
  },
  send: {
    ...{ points: 1000, seconds: MINUTE, of: "person", ...all },
    what: "messages",
    why: "what was written in a week offline goes at once, and one person takes a few hundredths of a process",
  },
  change: {
    ...{ points: 600, seconds: MINUTE, of: "person", ...all },
    what: "edits, deletions, reactions, and changes of groups, people and settings",
    why: "ten a second are more than a hand can do",
  },
  "new-thread": {
    ...{ points: 300, seconds: HOUR, of: "person", ...all },
    what: "conversations started",
    why: "an administrator greets everybody of a middling company in an hour",
  },
  link: {
    ...{ points: 100, seconds: HOUR, of: "person", ...all },
    what: "invite and reset links made",
    why: "one for each of a hundred people, where one link lets in a thousand",
  },
  report: {
    ...{ points: 60, seconds: HOUR, of: "person", ...all },
    what: "messages reported",
    why: "administrators read each of them",
  },
  picture: {
    ...{ points: 60, seconds: 5 * MINUTE, of: "person", ...all },
    what: "pictures of people and groups",
    why: "each is drawn anew, which takes a processor a part of a second",
  },
  file: {
    ...{ points: 600, seconds: 10 * MINUTE, of: "person", ...all },
    what: "files brought",
    why: "a holiday's photos go in one evening",
  },
  "file-megabytes": {
    ...{ points: 4000, seconds: HOUR, of: "person", ...all },
    what: "megabytes of files, those included that come again after a lost connection",
    why: "160 of the largest files an hour, which is as fast as a good line",
  },
  search: {
    ...{ points: 60, seconds: MINUTE, of: "person", ...all },
    what: "searches and their further pages",
    why: "each may take seconds of a connection to the database",
  },
  completion: {
    ...{ points: 300, seconds: MINUTE, of: "person", ...all },
    what: "names looked up while one types",
    why: "five a second, and one is asked for when the fingers rest",
  },
  read: {
    ...{ points: 1200, seconds: MINUTE, of: "person", ...all },
    what: "pages of messages, edits, files and conversations",
    why: "50 messages each: 1,000 a second are faster than anybody scrolls in several tabs",
  },
  leave: {
    ...{ points: 120, seconds: MINUTE, of: "person", ...all },
    what: "sign-outs and sessions ended",
    why: "nobody has so many devices",
  },
  request: {
    ...{ points: 12_000, seconds: MINUTE, of: "address", ...each },
    what: "requests for pages, actions and files, all but what the build made",
    why: "500 people behind one address who do something every two or three seconds",
  },
  handshake: {
    ...{ points: 3000, seconds: MINUTE, of: "address", ...each },
    what: "sockets opened",
    why: "the tabs of an office come back after a restart, and try some more times",
  },
  "own-handshake": {
    ...{ points: 300, seconds: MINUTE, of: "person", ...all },
    what: "sockets opened",
    why: "thirty tabs that come back ten times a minute",
  },
  "open-sockets": {
    ...{ points: 200, seconds: 0, of: "person", ...each },
    what: "sockets open at a time",
    why: "there are people who close no tab",
  },
  "open-sockets-address": {
    ...{ points: 5000, seconds: 0, of: "address", ...each },
    what: "sockets open at a time",
    why: "500 people with ten tabs each",
  },
  sync: {
    ...{ points: 300, seconds: MINUTE, of: "socket", ...each },
    what: "questions for all that was missed",
    why: "a tab asks once a minute, and at a gap at most three times a second",
  },
  join: {
    ...{ points: 600, seconds: MINUTE, of: "socket", ...each },
    what: "conversations opened",
    why: "ten a second are more than anybody sees",
  },
  displayed: {
    ...{ points: 1200, seconds: MINUTE, of: "socket", ...each },
    what: "conversations told to be read so far",
    why: "a tab gathers what comes, and has at most eight such questions open",
  },
  received: {
    ...{ points: 1200, seconds: MINUTE, of: "socket", ...each },
    what: "conversations told to have come so far",
    why: "as with those that are read",
  },
  typing: {
    ...{ points: 10, seconds: 10, of: "socket", ...each },
    what: "words that somebody types; what is more is dropped, whatever the factor",
    why: "a tab says it every three seconds, and anew after each message",
  },
  presence: {
    ...{ points: 10, seconds: 10, of: "socket", ...each },
    what: "words that somebody is there; what is more is dropped, whatever the factor",
    why: "a tab says it every 25 seconds and at each change, and says it again",
  },
  watch: {
    ...{ points: 300, seconds: MINUTE, of: "socket", ...each },
    what: "questions whether people are there",
    why: "a tab asks when other people come on screen",
  },
  "bad-frame": {
    ...{ points: 20, seconds: MINUTE, of: "socket", ...each },
    what: "questions that make no sense; with one more the socket is closed",
    why: "a tab of another version may ask some",
  },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;

type NamesOf<Of extends Limit["of"]> = {
  [Name in LimitName]: (typeof LIMITS)[Name]["of"] extends Of ? Name : never;
}[LimitName];

export type PersonLimit = NamesOf<"person">;
export type SocketLimit = NamesOf<"socket">;

/** What is a guess at a secret is told in other words than what is merely fast. */
const TRIES: LimitName[] = [
  "sign-in-address",
  "sign-in-account",
  "sign-in",
  "new-account",
  "password-reset",
  "password-change",
];

/** How whoever is over the limit is refused. */
export function refusalOf(name: LimitName): RefusalCode {
  return TRIES.includes(name) ? "too-many-tries" : "too-fast";
}
