import { Unreachable } from "./failure";

const waiting = new Map<string, Promise<unknown>>();

/** Asks a host for one thing at a time, whoever wants something of it. Who waits for too long does not ask at all. */
export async function inTurnOfHost<Value>(
  host: string,
  signal: AbortSignal,
  work: () => Promise<Value>,
): Promise<Value> {
  const before = waiting.get(host) ?? Promise.resolve();
  const turn = before.then(() => {
    if (signal.aborted) throw new Unreachable("too late");
    return work();
  });
  const settled = turn.catch(() => {});
  waiting.set(host, settled);
  try {
    return await turn;
  } finally {
    if (waiting.get(host) === settled) waiting.delete(host);
  }
}
