import { isDeepStrictEqual } from "node:util";
import type { Look, StoredPerson } from "../history";
import type { Breaches } from "./breaches";
import type { Evidence, ThreadEvidence } from "./evidence";
import type { LiveTab } from "./views";

/** I6: at the end each tab shows people and threads as the database has them, and nothing of what was deleted. */
export function checkLooks(tabs: LiveTab[], evidence: Evidence, breaches: Breaches): void {
  const looks = new Map(evidence.run.looks.map((look) => [look.tab, look]));
  const people = new Map(evidence.run.people.map((person) => [person.id, person]));

  for (const tab of tabs) {
    if (tab.connectedSince === null) continue;
    const look = looks.get(tab.opened.tab);
    const differences = look ? differencesIn(look, tab, { evidence, people }) : ["is not known in what it shows"];
    for (const what of differences) {
      breaches.add("I6", `At the end tab ${tab.opened.tab} of ${tab.opened.person} ${what}.`);
    }
  }
}

type Truth = { evidence: Evidence; people: Map<string, StoredPerson> };

function differencesIn(look: Look, tab: LiveTab, truth: Truth): string[] {
  const { person } = tab.opened;
  const blocked = new Set(truth.people.get(person)?.blocked);
  const isRight = isDeepStrictEqual(new Set(look.blocked), blocked);
  return [
    ...(isRight ? [] : [`has ${look.blocked.join(", ")} blocked instead of ${[...blocked].join(", ")}`]),
    ...look.lines.flatMap((line) => ofLine(line, person, truth)),
    ...look.threads.flatMap((thread) => ofThread(thread, tab, truth)),
    ...look.names.flatMap((name) => ofName(name, truth)),
  ];
}

function ofLine({ thread: id, title, attention }: Look["lines"][number], person: string, truth: Truth): string[] {
  const thread = truth.evidence.threads.get(id);
  const participant = thread?.participants.get(person);
  if (!thread || !participant) return [`lists thread ${id}, in which they are not`];
  return [
    ...unlike(`lists thread ${id} as`, title, titleOf(thread, person, truth)),
    ...unlike(`has thread ${id} call it in state`, attention, participant.attention),
  ];
}

/** A direct thread has the name of the other person. */
function titleOf({ stored, participants }: ThreadEvidence, person: string, { people }: Truth): string | undefined {
  const other = [...participants.keys()].find((id) => id !== person);
  return stored.title ?? people.get(other ?? "")?.name;
}

function ofThread({ thread: id, title, roles, stubs }: Look["threads"][number], tab: LiveTab, truth: Truth): string[] {
  const thread = truth.evidence.threads.get(id);
  if (!thread?.participants.has(tab.opened.person)) return [];
  const stored = Object.fromEntries([...thread.participants].map(([person, { role }]) => [person, role]));
  const deleted = tab.views.get(id)?.messages.flatMap(({ seq }) => (thread.bySeq.get(seq)?.isDeleted ? [seq] : []));
  return [
    ...unlike(`shows thread ${id} with the title`, title, thread.stored.title),
    ...unlike(`shows thread ${id} with the roles`, roles, stored),
    ...unlike(`shows in thread ${id} as deleted`, stubs, deleted ?? []),
  ];
}

/** A system line keeps the names of its day, but not that of somebody whose account is gone. */
function ofName({ person: id, name, isInLine }: Look["names"][number], { people }: Truth): string[] {
  const person = people.get(id);
  if (isInLine && !person?.isDeleted) return [];
  return unlike(`calls ${id}`, name, person?.name);
}

function unlike(what: string, shown: unknown, stored: unknown): string[] {
  if (isDeepStrictEqual(shown, stored)) return [];
  return [`${what} ${JSON.stringify(shown)} instead of ${JSON.stringify(stored)}`];
}
