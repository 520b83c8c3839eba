import { UNREAD_LIMIT } from "@/lib/wire/limits";
import type { StoredThread } from "../history";
import type { Breaches } from "./breaches";
import type { Evidence, HappeningOf } from "./evidence";
import type { LiveTab } from "./views";

type Line = HappeningOf<"listed">;

/** I10: a read position never goes back by itself, and at the end the unread equal a recount. */
export function checkReads(tabs: LiveTab[], { run, threads }: Evidence, breaches: Breaches): void {
  const lists = new Map<string, Map<string, Line>>();
  for (const happening of run.history) {
    if (happening.kind === "closed") lists.delete(happening.tab);
    if (happening.kind !== "listed") continue;
    const list = lists.get(happening.tab) ?? new Map<string, Line>();
    lists.set(happening.tab, list);
    checkMove(list.get(happening.thread), happening, breaches);
    list.set(happening.thread, happening);
  }

  const recounts = new Map<StoredThread["participants"][number], number>();
  for (const { opened, connectedSince } of tabs) {
    if (connectedSince === null) continue;
    for (const line of lists.get(opened.tab)?.values() ?? []) {
      const thread = threads.get(line.thread);
      const participant = thread?.participants.get(opened.person);
      if (!thread || !participant) continue;
      const unread = recounts.get(participant) ?? countUnread(thread.stored, participant);
      recounts.set(participant, unread);
      checkLine(line, participant.lastReadSeq, unread, breaches);
    }
  }
}

function checkMove(before: Line | undefined, after: Line, breaches: Breaches): void {
  if (!before || after.readVersion < before.readVersion || after.lastReadSeq >= before.lastReadSeq) return;
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

/** What others wrote after the read position, and after the join, up to the limit. */
function countUnread(
  { messages }: StoredThread,
  { person, joinedSeq, lastReadSeq }: StoredThread["participants"][number],
): number {
  const read = Math.max(lastReadSeq, joinedSeq - 1);
  let unread = 0;
  for (let place = messages.length - 1; place >= 0 && unread < UNREAD_LIMIT; place -= 1) {
    const message = messages[place];
    if (!message || message.seq <= read) break;
    if (message.author !== person && message.event === null) unread += 1;
  }
  return unread;
}
