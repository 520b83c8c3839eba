import { compare, getRounds, hash } from "bcryptjs";
import { processWide } from "@/db/process-wide";
import { createQueue } from "@/lib/queue";

/** bcrypt. Whoever comes when too many wait is refused as `unavailable`. */
export type Hashing = {
  hash: (password: string, cost: number) => Promise<string>;
  compare: (password: string, passwordHash: string) => Promise<boolean>;
};

/** Takes a third of a second of one processor for each, and lets others in only now and then. */
const MOST_WAITING = 20;

/** The same work, a few at once and the others in turn. */
export function inTurn(work: Hashing, atOnce: number): Hashing {
  const turn = createQueue(MOST_WAITING, atOnce);
  return {
    hash: (...given) => turn(() => work.hash(...given)),
    compare: (...given) => turn(() => work.compare(...given)),
  };
}

/** The cost of a hash, the exponent of two. */
export const costOf = getRounds;

const here = inTurn({ hash, compare }, 1);
const shared = processWide<Hashing>("hashing");

/** By the server's own threads (server/hashing.ts); what has none, such as the command line, does it itself. */
export const hashing = (): Hashing => shared.peek() ?? here;
export const setHashing = shared.set;
