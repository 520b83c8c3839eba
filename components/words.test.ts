import { expect, test } from "vitest";
import { REFUSALS, type RefusalCode } from "@/lib/wire/outcome";
import { eventInWords, inWords, listInWords, peopleInWords, refusalOfAddress } from "./words";

const ana = { id: "a", name: "Ana" };
const ben = { id: "b", name: "Ben" };
const eve = { id: "e", name: "Eve" };
const codes = Object.keys(REFUSALS) as RefusalCode[];

test("every refusal has words of its own: a sentence, and no exclamation", () => {
  expect(new Set(codes.map(inWords)).size).toBe(codes.length);
  for (const code of codes) expect(inWords(code)).toMatch(/^[A-Z][^!]+\.$/);
});

test("a refusal is found by its name, and nothing else is", () => {
  expect(refusalOfAddress("wrong-credentials")).toEqual({ ok: false, code: "wrong-credentials" });
  for (const name of ["", "toString", "undefined", undefined, ["unavailable"], null]) {
    expect(refusalOfAddress(name, "12")).toBeUndefined();
  }
  const refusal = { ok: false, code: "too-many-tries" } as const;
  expect(refusalOfAddress("too-many-tries", "540")).toEqual({ ...refusal, retryAfter: 540 });
  for (const wait of ["", "-1", "1e9", "12345", ["12"], null]) {
    expect(refusalOfAddress("too-many-tries", wait)).toEqual(refusal);
  }
});

test("whoever has to wait is told for how long, and never too little", () => {
  const words = (retryAfter: number) => inWords({ ok: false, code: "too-many-tries", retryAfter });
  expect([0.2, 12, 90, 91, 540].map(words)).toEqual(
    ["1 s", "12 s", "90 s", "2 min", "9 min"].map((wait) => `There were too many tries. Try again in ${wait}.`),
  );
  expect(inWords("too-fast")).toBe("That is faster than the server takes. Try again in a moment.");
});

test("what happened is told from where the reader stands", () => {
  const added = { type: "added", people: [eve, ben] } as const;
  expect(eventInWords({ ...added, people: [eve, ben] }, ana, ben.id)).toBe("Ana added Eve and you");
  expect(eventInWords({ ...added, people: [eve, ben] }, ana, ana.id)).toBe("You added Eve and Ben");
  expect(eventInWords({ type: "removed", person: eve }, ana, eve.id)).toBe("Ana removed you");
  expect(eventInWords({ type: "left" }, ben, ana.id)).toBe("Ben left");
  const risen = { type: "role", person: ben, role: "owner" } as const;
  expect(eventInWords(risen, ana, ben.id)).toBe("Ana made you an owner");
  expect(eventInWords({ ...risen, role: "admin" }, ben, ben.id)).toBe("You are now an admin");
  expect(eventInWords({ ...risen, role: "member" }, ben, ana.id)).toBe("Ben is now a member");
  expect(eventInWords({ type: "renamed", title: "Lake" }, ben, ben.id)).toBe("You renamed the group to “Lake”");
  expect(eventInWords({ type: "history", history: "all" }, ana, ben.id)).toBe(
    "Ana opened all messages to those who join",
  );
  expect(eventInWords({ type: "created", title: "Lake" }, ben, ana.id)).toBe("Ben started “Lake”");
});

test("lists and counts read as they are spoken", () => {
  expect([[], ["Ann"], ["Ann", "Ben"], ["Ann", "Ben", "Cem"]].map(listInWords)).toEqual([
    "",
    "Ann",
    "Ann and Ben",
    "Ann, Ben and Cem",
  ]);
  expect([1, 3].map(peopleInWords)).toEqual(["1 person", "3 people"]);
});
