import type { Run } from "../../history";
import { createComings } from "./comings";
import { createDeletions } from "./deletions";
import { createGroupChanges } from "./groups";
import { lookOf } from "./looks";
import { createReading } from "./reading";
import { openScene } from "./scene";
import { lineOf } from "./server";
import { createSessions } from "./sessions";
import { createWishes } from "./wishes";
import { createWriting } from "./writing";

/**
 * A run as it should be, invented from a seed: people who write, edit, read, come, go, change their groups and themselves,
 * reload and lose their connection, and faults that last a while. Each kind of step happens once at least. About 15
 * happenings a step.
 */
export function inventRun(seed: number, steps = 80): Run {
  const scene = openScene(seed);
  const { chance, server, threads, tabs } = scene;
  const faults: string[] = [];

  const { write, writeAgain, edit, deleteOne } = createWriting(scene);
  const { add, removeOne, leave } = createComings(scene);
  const { read, mark, loadOlder, goBackOrForth } = createReading(scene);
  const { endSession, reload, loseConnection, reconnect } = createSessions(scene);
  const { deleteAccount } = createDeletions(scene);
  const ofGroups = Object.values(createGroupChanges(scene));
  const ofPeople = Object.values(createWishes(scene));

  function breakOrMend(): void {
    tabs.wait(500 + chance.below(2_000));
    const name = faults.pop();
    if (name) tabs.record({ kind: "mended", name });
    else {
      faults.push("redis dies");
      tabs.record({ kind: "fault", name: "redis dies" });
    }
  }

  /** What is picked by chance may not be able to take the step. */
  function untilDone(step: () => void): void {
    const before = tabs.history.length;
    while (tabs.history.length === before) step();
  }

  const often = [write, write, write, read, loadOlder, edit];
  const seldom = [deleteOne, writeAgain, mark, removeOne, add, leave, add, endSession, reload, breakOrMend];
  const rest = [goBackOrForth, goBackOrForth, loseConnection, reconnect, ...ofGroups, ...ofPeople];
  const repertoire = [...often, ...often, ...seldom, ...rest];
  const prelude = [write, read, edit, ...ofGroups, ...ofPeople, add, removeOne, leave, add, endSession];
  for (const step of [...prelude, deleteAccount, loseConnection, reconnect]) untilDone(step);
  for (let step = 0; step < steps; step += 1) chance.pick(repertoire)?.();

  while (faults.length > 0) breakOrMend();
  const quietAt = tabs.wait();
  const inForce = [...tabs.open].filter(({ isSignedOut }) => !isSignedOut);
  tabs.wait();
  for (const tab of inForce) if (!tab.isConnected) tabs.connect(tab);

  const standings = inForce.map(({ tab, person, lines }) => {
    const mine = threads.filter(({ members }) => members.has(person));
    const held = mine.map(({ id }) => [id, JSON.parse(lines.get(id) ?? "null")]);
    return { tab, of: "list", held, fresh: mine.map((thread) => [thread.id, lineOf(thread, person)]) };
  });
  const people = [...server.people.values()].map(({ blocked, ...person }) => ({ ...person, blocked: [...blocked] }));
  const looks = inForce.map((tab) => lookOf(tab, scene));
  return { history: tabs.history, threads: server.stored(), people, standings, looks, quietAt, endedAt: tabs.wait() };
}
