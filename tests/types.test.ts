import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, expect, test } from "vitest";

const copy = mkdtempSync(join(tmpdir(), "parley-types-"));
afterEach(() => rmSync(copy, { recursive: true, force: true }));

const COPIED = ["app", "components", "db", "lib", "server", "tests", "instrumentation.ts", "tsconfig.json"];

/** The type errors of the copied project, by the file they are in. */
function filesWithErrors(): string[] {
  const { stdout } = spawnSync(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "--noEmit", "-p", copy], {
    cwd: copy,
    encoding: "utf8",
  });
  return [...new Set([...stdout.matchAll(/^([\w./()[\]-]+)\(\d+,\d+\): error/gm)].flatMap(([, file]) => file ?? []))];
}

test("a field that is renamed on the wire breaks the types of whoever writes it and whoever shows it", () => {
  for (const path of COPIED) cpSync(path, join(copy, path), { recursive: true });
  symlinkSync(resolve("node_modules"), join(copy, "node_modules"));
  expect(filesWithErrors()).toEqual([]);

  const wire = join(copy, "lib/wire/messages.ts");
  const renamed = readFileSync(wire, "utf8").replace("  author: Person;", "  writer: Person;");
  writeFileSync(wire, renamed);
  expect(renamed).toContain("writer: Person");

  const broken = filesWithErrors();
  expect(broken).toContain("lib/messages.ts");
  expect(broken).toContain("components/log/rows.ts");
  expect(broken).toContain("components/threads/listed-threads.ts");
});
