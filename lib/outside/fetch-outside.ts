import type { IncomingMessage } from "node:http";
import { readBeginning } from "./body";
import { Unreachable, Unwanted } from "./failure";
import { ownHost } from "./own-host";
import type { Reach } from "./reach";
import { request } from "./request";
import { hostOf, targetOf } from "./targets";
import { inTurnOfHost } from "./turns";

const REDIRECTS = 3;

/** What is asked for: which types, and how many bytes of it are read. Of what may be cut, the beginning will do. */
export type Wanted = { type: RegExp; bytes: number; mayBeCut: boolean };

/** What came, and from which address in the end. `type` is the whole `Content-Type`. */
export type Fetched = { url: string; type: string; bytes: Buffer };

/**
 * Fetches something from the internet, and from nowhere else. It follows up to three redirects by itself, each looked at
 * as the first address was, until `ended` says that nobody waits for it any more. Throws `Unreachable` when it may be there later, and `Unwanted` when it is not to be had.
 */
export async function fetchOutside(
  address: string,
  wanted: Wanted,
  reach: Reach,
  ended: AbortSignal,
): Promise<Fetched> {
  const signal = AbortSignal.any([ended, AbortSignal.timeout(reach.patience)]);
  let next = address;
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    const target = targetOf(next, ownHost());
    if (!target) throw new Unwanted("not to be asked");
    const fetched = await inTurnOfHost(hostOf(target), signal, () => ask(target, wanted, reach, signal));
    if (typeof fetched !== "string") return fetched;
    next = fetched;
  }
  throw new Unwanted("too many redirects");
}

/** What is there, or the address where it is instead. */
async function ask(target: URL, wanted: Wanted, reach: Reach, signal: AbortSignal): Promise<Fetched | string> {
  const answer = await request(target, reach, signal).catch(unlessLate);
  try {
    const { statusCode = 0, headers } = answer;
    if ([301, 302, 303, 307, 308].includes(statusCode)) return redirectOf(answer, target);
    if (statusCode === 429 || statusCode >= 500) throw new Unreachable(`status ${statusCode}`);
    const type = headers["content-type"] ?? "";
    if (statusCode !== 200 || !wanted.type.test(type)) throw new Unwanted(`status ${statusCode}, ${type}`);

    const { bytes, isCut } = await readBeginning(answer, wanted.bytes);
    if (isCut && !wanted.mayBeCut) throw new Unwanted("too large");
    return { url: target.href, type, bytes };
  } finally {
    answer.destroy();
  }
}

function redirectOf({ headers: { location = "" } }: IncomingMessage, from: URL): string {
  if (!URL.canParse(location, from)) throw new Unwanted("no address");
  return new URL(location, from).href;
}

function unlessLate(error: Error): never {
  throw error.name === "TimeoutError" || error.name === "AbortError" ? new Unreachable("too late") : error;
}
