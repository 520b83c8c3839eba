import type { Look } from "../../history";
import type { Scene } from "./scene";
import type { SampleThread } from "./server";
import type { SampleTab } from "./tabs";

/** What a tab that was told everything shows at the end. */
export function lookOf({ tab, person, views }: SampleTab, { server, threads }: Scene): Look {
  const mine = threads.filter(({ members }) => members.has(person));
  const nameOf = (id: string) => server.people.get(id)?.name ?? "";

  function titleOf({ title, members }: SampleThread): string {
    return title ?? nameOf([...members.keys()].find((id) => id !== person) ?? "");
  }

  function stubsIn({ id, messages }: SampleThread): number[] {
    return (views.get(id)?.shown ?? []).flatMap(({ seq }) => (messages[seq - 1]?.isDeleted ? [seq] : []));
  }

  return {
    tab,
    blocked: [...(server.people.get(person)?.blocked ?? [])],
    lines: mine.map((thread) => ({
      ...{ thread: thread.id, title: titleOf(thread) },
      attention: thread.members.get(person)?.attention ?? 0,
    })),
    threads: mine
      .filter(({ id }) => views.has(id))
      .map((thread) => ({
        ...{ thread: thread.id, title: thread.title, stubs: stubsIn(thread) },
        roles: Object.fromEntries([...thread.members].map(([id, { role }]) => [id, role])),
      })),
    names: [...server.people.values()].flatMap(({ id, name, isDeleted }) => [
      { person: id, name, isInLine: false },
      { person: id, name: isDeleted ? name : id, isInLine: true },
    ]),
  };
}
