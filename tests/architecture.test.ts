import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { importsOf } from "./architecture/imports";
import { breachesOf } from "./architecture/rules";

const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" });
const sources = new Map(
  listed
    .split("\n")
    .filter((path) => /^(app|components|lib|db|server)\/.*\.tsx?$|^instrumentation\.ts$/.test(path))
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .map((path) => [path, readFileSync(path, "utf8")]),
);

test("the arrows between the rooms hold, there are no circles, and the rules of the house are kept", () => {
  expect(sources.size).toBeGreaterThan(50);
  expect(breachesOf(sources)).toEqual([]);
});

test("a breach is found and told with the file and what it does", () => {
  const breaches = (files: Record<string, string>) => breachesOf(new Map(Object.entries(files)));
  const used = { "db/messages.ts": "", "lib/messages.ts": "", "components/log.tsx": "", "server/rooms.ts": "" };

  expect(breaches({ ...used, "components/log.tsx": 'import { find } from "@/db/messages";' })).toEqual([
    "components/log.tsx may not import db/messages.ts",
  ]);
  expect(breaches({ ...used, "db/messages.ts": 'import { a,\n b } from "../lib/messages";' })).toHaveLength(1);
  expect(breaches({ ...used, "lib/messages.ts": 'import { sql } from "drizzle-orm";' })).toHaveLength(1);
  expect(breaches({ ...used, "lib/messages.ts": 'const x = await import("@/server/rooms");' })).toHaveLength(1);
  expect(breaches({ ...used, "lib/messages.ts": 'import type { Row } from "@/server/rooms";' })).toEqual([]);
  expect(breaches({ ...used, "lib/messages.ts": 'import { type Row } from "@/server/rooms";' })).toEqual([]);
  expect(breaches({ ...used, "server/rooms.ts": 'io.to("x").emit("y");' })).toHaveLength(1);
  expect(breaches({ ...used, "server/rooms.ts": "io.local.to(room).emit(event);" })).toEqual([]);
  const schemas = {
    "lib/wire/a.ts": 'import { z } from "zod";',
    "components/log.tsx": 'import { A } from "@/lib/wire/a";',
  };
  expect(breaches(schemas)).toEqual(["components/log.tsx brings zod into the browser, through lib/wire/a.ts"]);
  expect(breaches({ "lib/a.ts": 'import { b } from "./b";', "lib/b.ts": 'import { a } from "./a";' })).toEqual([
    "a circle: lib/a.ts → lib/b.ts → lib/a.ts",
  ]);
  expect(breaches({ "lib/utils/text.ts": "" })).toEqual(["lib/utils/text.ts: folders are nouns"]);
  expect(breaches({ "app/actions/messages.ts": 'import "@/lib/x";' })).toHaveLength(1);
});

test("imports of values are told from imports of types", () => {
  const [mixed, bare, exported] = importsOf(
    new Map([["a.ts", 'import { type A, b } from "x";\nimport "./y.css";\nexport type { C } from "z";']]),
  );
  expect([mixed?.isType, bare?.isType, exported?.isType]).toEqual([false, false, true]);
});
