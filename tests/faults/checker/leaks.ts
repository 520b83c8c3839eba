import type { Happening } from "../history";
import { type Access, createAccess } from "./access";
import type { Breaches } from "./breaches";
import type { Evidence, HappeningOf } from "./evidence";
import { isInside, type Stay } from "./stays";

type Watch = { evidence: Evidence; breaches: Breaches; access: Access; pushes: Pushes };

/** Of each tab and thread, the newest stay of which this connection has pushed something. */
type Pushes = Map<string, Map<string, Stay>>;

/** I9: no content reaches anyone who may not read it, ever; and none comes late to anyone who no longer may. */
export function checkLeaks(evidence: Evidence, breaches: Breaches): void {
  const watch: Watch = { evidence, breaches, access: createAccess(evidence, breaches), pushes: new Map() };

  checkParticipants(evidence, breaches);
  for (const happening of evidence.run.history) {
    watch.access.note(happening);
    if (happening.kind === "received") checkReceived(happening, watch);
    if (happening.kind === "shown") checkShown(happening, watch);
    if (happening.kind === "quoted") checkQuoted(happening, watch);
    // Another node may serve the next connection, and know of a change of membership later than the one before.
    if (happening.kind === "disconnected") watch.pushes.delete(happening.tab);
    if (happening.kind === "received" || happening.kind === "heard" || happening.kind === "connected") {
      checkSession(happening, watch);
    }
  }
}

/** Who is in a thread, and from where on, as its lines tell: otherwise the wrong people are asked about below. */
function checkParticipants({ run, threads }: Evidence, breaches: Breaches): void {
  for (const { id, participants } of run.threads) {
    const stays = threads.get(id)?.stays;
    for (const { person, joinedSeq } of participants) {
      const stay = stays?.get(person)?.at(-1);
      if (isInside(stays?.get(person)) && stay?.from === joinedSeq) continue;
      breaches.add("I9", `${person} is in thread ${id} from ${joinedSeq} on; its lines tell another story.`);
    }
    for (const [person, held] of stays ?? []) {
      if (!isInside(held) || threads.get(id)?.participants.has(person)) continue;
      breaches.add("I9", `${person} is not in thread ${id}; its lines tell of no going.`);
    }
  }
}

function checkReceived(received: HappeningOf<"received">, watch: Watch): void {
  const { at, tab, thread, seq, id, by } = received;
  const { evidence, access } = watch;
  const person = evidence.tabs.get(tab)?.person ?? "";
  const place = { person, thread, seq };
  // Whoever sends a draft again is told what became of it, also when they are out of the thread by then: it is theirs.
  const isOwnAnswer = by === "answer" && evidence.written.get(id)?.person === person && access.stayIn(place);
  const isLatePush = by === "push" && isOfEarlierStay(received, place, watch) && !access.isOpenTo(place, at);
  const objection = isOwnAnswer ? null : access.objectionTo(place, at);
  const why = objection ?? (isLatePush ? ", after something of a later stay had" : null);
  if (why === null) return;
  const what = `Message ${seq} (${id}) of thread ${thread} reached tab ${tab} of ${person}`;
  watch.breaches.add("I9", `${what} by ${by} at ${Math.round(at)} ms${why}.`, { leaked: 1 });
}

/** A node that knows of a later stay pushes nothing of an earlier one: it would be content from before the join. */
function isOfEarlierStay(
  { tab, thread }: HappeningOf<"received">,
  place: { person: string; thread: string; seq: number },
  { evidence, access, pushes }: Watch,
): boolean {
  const stay = access.stayIn(place);
  if (!stay || evidence.threads.get(thread)?.stays.get(place.person)?.length === 1) return false;
  const ofTab = pushes.get(tab) ?? new Map<string, Stay>();
  pushes.set(tab, ofTab);
  const newest = ofTab.get(thread);
  if (newest && newest.from > stay.from) return true;
  ofTab.set(thread, stay);
  return false;
}

/** Whatever brought it there, recorded or not. */
function checkShown({ at, tab, thread, added }: HappeningOf<"shown">, { evidence, breaches, access }: Watch): void {
  const person = evidence.tabs.get(tab)?.person ?? "";
  for (const { seq, id } of added) {
    if (access.isEverOpenTo({ person, thread, seq })) continue;
    const what = `Tab ${tab} of ${person} shows message ${seq} (${id}) of thread ${thread} at ${Math.round(at)} ms`;
    breaches.add("I9", `${what}, who may never read it.`, { leaked: 1 });
  }
}

/** What is quoted is content of the message that it comes from. */
function checkQuoted({ at, tab, thread, seq, by }: HappeningOf<"quoted">, watch: Watch): void {
  const { evidence, breaches, access } = watch;
  const person = evidence.tabs.get(tab)?.person ?? "";
  const objection = access.objectionTo({ person, thread, seq }, at);
  if (objection === null) return;
  const what = `Message ${seq} of thread ${thread} reached tab ${tab} of ${person} as a quote by ${by}`;
  breaches.add("I9", `${what} at ${Math.round(at)} ms${objection}.`, { leaked: 1 });
}

function checkSession(
  happening: Extract<Happening, { kind: "received" | "heard" | "connected" | "disconnected" }>,
  { evidence, breaches, access }: Watch,
): void {
  const { at, kind, tab } = happening;
  const session = evidence.tabs.get(tab)?.session ?? "";
  const loss = evidence.endedSessions.get(session);
  // The history goes in the order of time: a session that ends later has not ended yet.
  if (!loss || loss.at > at || !access.faults.isTooLate(at, loss)) return;
  const deed = kind === "heard" ? `heard ${happening.event}` : kind === "received" ? "received a message" : "connected";
  breaches.add(
    "I9",
    `Tab ${tab} ${deed} ${Math.round(at - loss.at)} ms after it was confirmed that session ${session} had ended.`,
    { leaked: 1 },
  );
}
