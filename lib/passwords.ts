import { compare, getRounds, hash } from "bcryptjs";
import { Refusal } from "@/lib/refusal";

const COST = 12;
/** Of nothing anybody knows: an unknown name costs the same time as a wrong password. */
const NOBODYS_HASH = "$2b$12$Ax8mgBA6rBH8XknqQSSq8exaMhChV839G2ZsjDOFv9ziLdHpwdm.q";

/**
 * Hashing takes a third of a second of one processor and lets others in only now and then. One is done at a time, and a
 * few may wait; whoever comes then is told to try again, rather than that everybody waits.
 */
const WAITING = 20;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, COST));
}

/** Whether it is the password of the hash; without a hash the answer is no, after the same time. */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  const matches = await inTurn(() => compare(password, passwordHash ?? NOBODYS_HASH));
  return matches && passwordHash !== undefined;
}

/** Whether the hash is of a lower cost than today's. */
export function isOutdated(passwordHash: string): boolean {
  return getRounds(passwordHash) < COST;
}

async function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  if (waiting >= WAITING) throw new Refusal("unavailable");
  waiting += 1;
  const turn = last.then(work, work);
  last = turn;
  return turn.finally(() => {
    waiting -= 1;
  });
}
