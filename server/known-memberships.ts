import type { Membership } from "@/lib/participants";

/** Forgetting a thread is always safe: its next event looks its participants up again. */
const THREADS_KEPT = 10_000;

/** Somebody who may read a thread only from a later message than its first. */
type Latecomer = { id: string; readableFrom: number };

/** What a node knows of who is in which thread, as of the version at which it last looked. */
export function createKnownMemberships() {
  const known = new Map<string, { version: number; latecomers: Latecomer[] }>();

  return {
    version: (threadId: string) => known.get(threadId)?.version,
    /** Those of a thread who may not read the message at this place. */
    latecomers: (threadId: string, seq: number) =>
      (known.get(threadId)?.latecomers ?? []).filter(({ readableFrom }) => readableFrom > seq),
    put(threadId: string, { version, participants }: Membership): void {
      known.set(threadId, { version, latecomers: participants.filter(({ readableFrom }) => readableFrom > 1) });
      const [oldest] = known.keys();
      if (known.size > THREADS_KEPT && oldest) known.delete(oldest);
    },
    forget: (threadId: string) => known.delete(threadId),
  };
}
