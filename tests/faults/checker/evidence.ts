import type { Happening, Run, StoredMessage, StoredThread } from "../history";
import { type Opening, openingsOf } from "./openings";
import { type Stay, staysOf } from "./stays";

export type HappeningOf<Kind extends Happening["kind"]> = Extract<Happening, { kind: Kind }>;

/** A thread as PostgreSQL has it, to be asked by place and by person. */
export type ThreadEvidence = {
  stored: StoredThread;
  bySeq: Map<number, StoredMessage>;
  participants: Map<string, StoredThread["participants"][number]>;
  stays: Map<string, Stay[]>;
  openings: Opening[];
};

/** What is known of a run, to be asked by id. Of what happened more than once to an id it is the first time. */
export type Evidence = {
  run: Run;
  tabs: Map<string, HappeningOf<"opened">>;
  written: Map<string, HappeningOf<"written">>;
  acknowledged: Map<string, HappeningOf<"acknowledged">>;
  endedSessions: Map<string, HappeningOf<"session-ended">>;
  threads: Map<string, ThreadEvidence>;
  stored: Map<string, { thread: string; message: StoredMessage }>;
  /** Whose account was deleted. */
  deleted: Set<string>;
};

export function gatherEvidence(run: Run): Evidence {
  const evidence: Evidence = {
    run,
    tabs: new Map(),
    written: new Map(),
    acknowledged: new Map(),
    endedSessions: new Map(),
    threads: new Map(run.threads.map((thread) => [thread.id, threadEvidence(thread)])),
    stored: new Map(),
    deleted: new Set(run.people.flatMap(({ id, isDeleted }) => (isDeleted ? [id] : []))),
  };
  for (const { id: thread, messages } of run.threads) {
    for (const message of messages) putFirst(evidence.stored, message.id, { thread, message });
  }
  for (const happening of run.history) {
    if (happening.kind === "opened") putFirst(evidence.tabs, happening.tab, happening);
    else if (happening.kind === "written") putFirst(evidence.written, happening.id, happening);
    else if (happening.kind === "acknowledged") putFirst(evidence.acknowledged, happening.id, happening);
    else if (happening.kind === "session-ended") putFirst(evidence.endedSessions, happening.session, happening);
  }
  return evidence;
}

function threadEvidence(stored: StoredThread): ThreadEvidence {
  return {
    stored,
    bySeq: new Map(stored.messages.map((message) => [message.seq, message])),
    participants: new Map(stored.participants.map((participant) => [participant.person, participant])),
    stays: staysOf(stored),
    openings: openingsOf(stored),
  };
}

function putFirst<Value>(map: Map<string, Value>, id: string, value: Value): void {
  if (!map.has(id)) map.set(id, value);
}
