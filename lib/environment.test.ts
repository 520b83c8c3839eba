import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Environment, readEnvironment } from "./environment";

test(".env.example lists exactly the variables that are read, each with its default", () => {
  const lines = readFileSync(".env.example", "utf8").split("\n");
  const example = Object.fromEntries(
    lines.flatMap((line) => [/^([A-Z\d_]+)=(.*)$/.exec(line)?.slice(1) ?? []].filter(({ length }) => length)),
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

test("a bucket is described whole or not at all", () => {
  const half = { FILES_S3_ENDPOINT: "https://s3.example.org", FILES_S3_ACCESS_KEY_ID: "parley" };
  expect(() => readEnvironment(half)).toThrow(/FILES_S3_BUCKET: is missing.*FILES_S3_SECRET_ACCESS_KEY: is missing/);
  expect(() => readEnvironment({ FILES_S3_BUCKET: "parley" })).toThrow(/FILES_S3_ENDPOINT: is missing/);
  const whole = { ...half, FILES_S3_BUCKET: "parley", FILES_S3_SECRET_ACCESS_KEY: "secret" };
  expect(readEnvironment(whole)).toMatchObject({ ...whole, FILES_S3_REGION: "us-east-1", FILES_S3_PATH_STYLE: true });
  expect(() => readEnvironment({ ...whole, FILES_S3_ENDPOINT: "s3.example.org" })).toThrow(/FILES_S3_ENDPOINT: /);
  expect(() => readEnvironment({ ...whole, FILES_S3_BUCKET: "a/b" })).toThrow(/FILES_S3_BUCKET: is no name/);
});
