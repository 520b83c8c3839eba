import type { KnownPerson } from "@/lib/wire/people";

/**
 * What a tab holds, with these people as they are now, wherever they are in it. A part that shows none of them stays the
 * same object. System lines keep the names of their day.
 */
export function withPeople<Held>(held: Held, people: ReadonlyMap<string, KnownPerson>): Held {
  return asNow(held, people) as Held;
}

function asNow(held: unknown, people: ReadonlyMap<string, KnownPerson>): unknown {
  if (typeof held !== "object" || held === null) return held;
  if (Array.isArray(held)) {
    const now = held.map((one) => asNow(one, people));
    return now.some((one, place) => one !== held[place]) ? now : held;
  }
  const person = "name" in held && "id" in held ? people.get(String(held.id)) : undefined;
  const changes = Object.entries(held).flatMap(([key, one]) => {
    const now = person && isOfPerson(key) ? person[key] : key === "event" ? one : asNow(one, people);
    return now === one ? [] : [[key, now] as const];
  });
  return changes.length > 0 ? { ...held, ...Object.fromEntries(changes) } : held;
}

function isOfPerson(key: string): key is "name" | "pictureId" | "isDeleted" {
  return key === "name" || key === "pictureId" || key === "isDeleted";
}
