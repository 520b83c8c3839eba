import type { Progress } from "@/lib/read-positions";
import type { ReadPosition } from "@/lib/wire/read-positions";

/** A person's position in a thread is written at most this often by one process, in milliseconds. */
const EVERY_MS = 1_000;

type Person = { id: string };
type Write = (person: Person, threadId: string, progress: Progress) => Promise<ReadPosition | null>;

/** What has come since the last write, and those who wait for it to be written. */
type Pending = {
  progress: Progress;
  promise: Promise<ReadPosition | null>;
  resolve: (position: ReadPosition | null) => void;
  reject: (error: unknown) => void;
};
type Gathering = {
  person: Person;
  threadId: string;
  pending: Pending | null;
  writing: Promise<void>;
  /** Until then nothing more of this person and thread is written. */
  pause: ReturnType<typeof setTimeout> | undefined;
};

export type ProgressWrites = ReturnType<typeof createProgressWrites>;

/**
 * Gathers how far people's tabs are: the first word is written at once, and what comes within a second of a write is
 * written together. Whoever told is answered when it is written; so nothing that a crash takes away was ever confirmed.
 */
export function createProgressWrites(write: Write, everyMs = EVERY_MS) {
  const gatherings = new Map<string, Gathering>();

  function note(person: Person, threadId: string, progress: Progress): Promise<ReadPosition | null> {
    const key = `${person.id} ${threadId}`;
    const gathering = gatherings.get(key) ?? begin(key, person, threadId);
    const { pending } = gathering;
    const gathered = pending ? { ...pending, progress: further(pending.progress, progress) } : pendingOf(progress);
    gathering.pending = gathered;
    if (!gathering.pause) void writeOut(key, gathering);
    return gathered.promise;
  }

  function begin(key: string, person: Person, threadId: string): Gathering {
    const gathering = { person, threadId, pending: null, writing: Promise.resolve(), pause: undefined };
    gatherings.set(key, gathering);
    return gathering;
  }

  /** One write after the other; with nothing to write, the person and thread are forgotten. */
  function writeOut(key: string, gathering: Gathering): Promise<void> {
    clearTimeout(gathering.pause);
    const { pending, person, threadId } = gathering;
    gathering.pending = null;
    if (!pending) {
      gatherings.delete(key);
      return gathering.writing;
    }
    gathering.pause = setTimeout(() => writeOut(key, gathering), everyMs);
    gathering.writing = gathering.writing
      .then(() => write(person, threadId, pending.progress))
      .then(pending.resolve, pending.reject);
    return gathering.writing;
  }

  return {
    note,
    /** Writes at once what there is, of one person or of all. */
    async flush(personId?: string): Promise<void> {
      const chosen = [...gatherings].filter(([, { person }]) => personId === undefined || person.id === personId);
      await Promise.all(chosen.map(([key, gathering]) => writeOut(key, gathering)));
    },
  };
}

/** The later version of the position counts; of the same version, and of what was received, the further. */
function further(one: Progress, other: Progress): Progress {
  return {
    displayed: laterOf(one.displayed, other.displayed),
    received: Math.max(one.received, other.received),
  };
}

function laterOf(one: Progress["displayed"], other: Progress["displayed"]): Progress["displayed"] {
  if (!one || !other) return one ?? other;
  if (one.version !== other.version) return one.version > other.version ? one : other;
  return one.seq > other.seq ? one : other;
}

function pendingOf(progress: Progress): Pending {
  const ways: Pick<Pending, "resolve" | "reject"> = { resolve: () => {}, reject: () => {} };
  const promise = new Promise<ReadPosition | null>((resolve, reject) => Object.assign(ways, { resolve, reject }));
  return { progress, promise, ...ways };
}
