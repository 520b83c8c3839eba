import { UNREAD_LIMIT } from "@/lib/wire/limits";
import type { StoredThread } from "../history";
import type { Breaches } from "./breaches";
import type { Evidence, HappeningOf } from "./evidence";
import { readableFrom } from "./openings";
import type { LiveTab } from "./views";

type Line = HappeningOf<"listed">;

/** I10: a read position goes back only by being marked as unread, and at the end the unread equal a recount. */
export function checkReads(tabs: LiveTab[], { run, threads, tabs: tabOwners }: Evidence, breaches: Breaches): void {
  const lists = new Map<string, Map<string, Line>>();
  const marks = createMarks();
  for (const happening of run.history) {
    if (happening.kind === "closed") lists.delete(happening.tab);
    if (happening.kind === "marked") marks.note(happening);
    if (happening.kind !== "listed") continue;
    const list = lists.get(happening.tab) ?? new Map<string, Line>();
    lists.set(happening.tab, list);
    const person = tabOwners.get(happening.tab)?.person ?? "";
    checkMove(list.get(happening.thread), happening, (line) => marks.explain(person, line), breaches);
    list.set(happening.thread, happening);
  }

  const recounts = new Map<StoredThread["participants"][number], number>();
  for (const { opened, connectedSince } of tabs) {
    if (connectedSince === null) continue;
    for (const line of lists.get(opened.tab)?.values() ?? []) {
      const thread = threads.get(line.thread);
      const participant = thread?.participants.get(opened.person);
      if (!thread || !participant) continue;
      const unread =
        recounts.get(participant) ??
        countUnread(thread.stored, participant, readableFrom(participant, thread.openings));
      recounts.set(participant, unread);
      checkLine(line, participant.lastReadSeq, unread, breaches);
    }
  }
}

/** How often each person asked for a mark in each thread, and which versions of their position went back. */
function createMarks() {
  const asked = new Map<string, number>();
  const versions = new Map<string, Set<number>>();
  return {
    note({ person, thread }: HappeningOf<"marked">): void {
      const key = `${person} ${thread}`;
      asked.set(key, (asked.get(key) ?? 0) + 1);
    },
    /** Whether a mark that was asked for before explains that a position of this version has gone back. */
    explain(person: string, { thread, readVersion }: Line): boolean {
      const key = `${person} ${thread}`;
      const known = versions.get(key) ?? new Set();
      versions.set(key, known.add(readVersion));
      return known.size <= (asked.get(key) ?? 0);
    },
  };
}

function checkMove(
  before: Line | undefined,
  after: Line,
  isExplained: (line: Line) => boolean,
  breaches: Breaches,
): void {
  if (!before || after.lastReadSeq >= before.lastReadSeq) return;
  if (after.readVersion > before.readVersion && isExplained(after)) return;
  const where = `Tab ${after.tab}, thread ${after.thread}, at ${Math.round(after.at)} ms`;
  const from = `${before.lastReadSeq} (version ${before.readVersion})`;
  const to = `${after.lastReadSeq} (version ${after.readVersion})`;
  breaches.add("I10", `${where}: the read position goes back from ${from} to ${to}.`);
}

function checkLine({ tab, thread, lastReadSeq, unread }: Line, storedSeq: number, recount: number, breaches: Breaches) {
  const where = `At the end tab ${tab} lists thread ${thread}`;
  if (lastReadSeq !== storedSeq) breaches.add("I10", `${where} as read up to ${lastReadSeq} instead of ${storedSeq}.`);
  if (unread !== recount) breaches.add("I10", `${where} with ${unread} unread instead of ${recount}.`);
}

/** What others wrote after the read position and from the place `from` on and have not deleted, up to the limit. */
function countUnread(
  { messages }: StoredThread,
  { person, lastReadSeq }: StoredThread["participants"][number],
  from: number,
): number {
  const read = Math.max(lastReadSeq, from - 1);
  let unread = 0;
  for (let place = messages.length - 1; place >= 0 && unread < UNREAD_LIMIT; place -= 1) {
    const message = messages[place];
    if (!message || message.seq <= read) break;
    if (message.author !== person && message.event === null && !message.isDeleted) unread += 1;
  }
  return unread;
}
