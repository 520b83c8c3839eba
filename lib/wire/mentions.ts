import { PEOPLE_PER_CALL } from "./limits";

const CODE = /```[\s\S]*?(?:```|$)|`[^`\n]*`/g;
const MENTION = /(?<![\p{L}\p{N}_@.])@([\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}])?)/gu;

/** The usernames that a text names with an `@`, outside of code: mentions, as far as they are of participants. */
export function usernamesIn(body: string): string[] {
  const named = body.replace(CODE, " ").matchAll(MENTION);
  const usernames = new Set(Array.from(named, ([, username = ""]) => username.toLowerCase()));
  return [...usernames].slice(0, PEOPLE_PER_CALL);
}
