import type { Transaction } from "@/db/client";
import * as db from "@/db/people";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";
import type { FindPeople, FoundPerson, Person } from "@/lib/wire/people";

const PEOPLE_PER_SEARCH = 20;

/** People to start a conversation with. Everybody with an account may find everybody else. */
export function findPeople(viewer: Viewer, { query }: FindPeople): Promise<FoundPerson[]> {
  return db.findPeople(viewer.id, query.trim(), PEOPLE_PER_SEARCH);
}

/** The people of these ids, all of them, each once. In a transaction nobody of them is deactivated until it ends. */
export async function findPersons(ids: string[], tx?: Transaction): Promise<Person[]> {
  const unique = [...new Set(ids)];
  const people = await db.findPeopleById(unique, tx);
  if (people.length < unique.length) throw new Refusal("no-such-person");
  return people.map(asPerson);
}

/** No more of a person than others see. */
export function asPerson({ id, name, pictureId }: Person): Person {
  return { id, name, pictureId };
}
