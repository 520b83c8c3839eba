import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Environment, readEnvironment } from "./environment";

test(".env.example lists exactly the variables that are read, each with its default", () => {
  const lines = readFileSync(".env.example", "utf8").split("\n");
  const example = Object.fromEntries(
    lines.flatMap((line) => [/^([A-Z_]+)=(.*)$/.exec(line)?.slice(1) ?? []].filter(({ length }) => length)),
  );

  expect(Object.keys(example).sort()).toEqual(Object.keys(Environment.shape).sort());
  expect(readEnvironment(example)).toEqual(readEnvironment({}));
  const given = Object.entries(example).filter(([, value]) => value !== "");
  expect(given.length).toBeGreaterThan(0);
  for (const [name, value] of given) expect(defaultOf(name)).toBe(value);
});

function defaultOf(name: string): string {
  const value = readEnvironment({})[name as keyof Environment];
  return typeof value === "boolean" ? String(Number(value)) : String(value);
}

test("a variable that is off is named, each of them", () => {
  expect(() => readEnvironment({ PORT: "http", DEMO: "yes" })).toThrow(/PORT: .*DEMO: /);
  expect(() => readEnvironment({ PORT: "http", NEXTAUTH_SECRET: "short" })).toThrow(
    /PORT.*NEXTAUTH_SECRET: must be at least 32/,
  );
});

test("an empty variable counts as absent", () => {
  expect(readEnvironment({ PORT: "", DATABASE_URL: "" })).toEqual(readEnvironment({}));
});
