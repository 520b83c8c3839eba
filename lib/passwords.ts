import { costOf, hashing } from "@/lib/hashing";
import { Refusal } from "@/lib/refusal";
import { PASSWORD_BYTES, PASSWORD_LENGTH } from "@/lib/wire/limits";

const COST = 12;
/** The hash of nothing that anybody knows: an unknown name costs the same time as a wrong password. */
export const NO_PASSWORD = "$2b$12$Ax8mgBA6rBH8XknqQSSq8exaMhChV839G2ZsjDOFv9ziLdHpwdm.q";

/** Refuses what nobody may choose as their password from now on; what somebody has already is not asked. */
export async function requireGoodPassword(password: string, username: string): Promise<void> {
  if (Array.from(password).length < PASSWORD_LENGTH) throw new Refusal("password-too-short");
  if (Buffer.byteLength(password) > PASSWORD_BYTES) throw new Refusal("password-too-long");
  const folded = password.toLowerCase();
  if (folded === username || (await commonPasswords()).has(folded)) throw new Refusal("password-guessable");
}

let common: Promise<Set<string>> | undefined;

/** Of the fifty thousand commonest those that are long enough, read when somebody first chooses a password. */
function commonPasswords(): Promise<Set<string>> {
  common ??= import("@zxcvbn-ts/language-common").then(
    ({ dictionary }) => new Set(dictionary["passwords-common"].filter(({ length }) => length >= PASSWORD_LENGTH)),
  );
  return common;
}

/** Whether bcrypt reads it to its end. */
function isWhole(password: string): boolean {
  return Buffer.byteLength(password) <= PASSWORD_BYTES;
}

export function hashPassword(password: string): Promise<string> {
  return hashing().hash(password, COST);
}

/** Whether it is the password of the hash; without a hash the answer is no, after the same time. */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  const matches = await hashing().compare(password, passwordHash ?? NO_PASSWORD);
  return matches && passwordHash !== undefined && isWhole(password);
}

/** Whether the hash is of a lower cost than today's. */
export function isOutdated(passwordHash: string): boolean {
  return costOf(passwordHash) < COST;
}
