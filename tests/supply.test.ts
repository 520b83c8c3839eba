import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Entry = { version?: string; license?: string };
const lock: { packages: Record<string, Entry> } = JSON.parse(readFileSync("package-lock.json", "utf8"));
const installed = Object.entries(lock.packages).filter(([path]) => path.startsWith("node_modules/"));
const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

/** Under which others' work may come along. Those of sharp's libvips and of data are not copied into Parley's own. */
const LICENCES = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC-BY-4.0",
  "ISC",
  "LGPL-3.0-or-later",
  "MIT",
  "MPL-2.0",
  "OFL-1.1",
  "PostgreSQL",
  "Unlicense",
]);

/** Whether the first version is not older; what comes behind a hyphen is left out. */
function isAtLeast(version: string, least: string): boolean {
  const [have = [], want = []] = [version, least].map((text) => text.split("-")[0]?.split(".").map(Number) ?? []);
  const place = want.findIndex((part, index) => (have[index] ?? 0) !== part);
  return place === -1 || (have[place] ?? 0) > (want[place] ?? 0);
}

/** As the package itself says, in the old way or the new; undefined when it is for another system and not here. */
function licenceIn(manifest: string): string | undefined {
  if (!existsSync(manifest)) return undefined;
  const { license, licenses } = JSON.parse(readFileSync(manifest, "utf8"));
  return String(license ?? licenses?.[0]?.type);
}

test("no package is older than the version in which a weakness of it was mended", () => {
  const floors: Record<string, { least: string; advisory: string }> = JSON.parse(
    readFileSync("tests/floors.json", "utf8"),
  );
  expect(isAtLeast("4.9.0", "4.10.0")).toBe(false);
  expect(isAtLeast("4.10.0", "4.10.0")).toBe(true);
  for (const [name, { least, advisory }] of Object.entries(floors)) {
    const versions = installed.filter(([path]) => nameOf(path) === name).map(([, { version = "" }]) => version);
    expect([name, versions.length > 0]).toEqual([name, true]);
    expect([name, advisory, versions.filter((version) => !isAtLeast(version, least))]).toEqual([name, advisory, []]);
  }
});

test("every package comes under a licence that was looked at", () => {
  const found = installed.flatMap(([path, { license }]) => {
    const told = license ?? licenceIn(`${path}/package.json`);
    const parts = told?.replace(/[()]/g, "").split(/ (?:AND|OR) /) ?? [];
    return parts.filter((part) => !LICENCES.has(part)).map((part) => `${nameOf(path)}: ${part}`);
  });
  expect(found).toEqual([]);
});

test("what Parley is made of is told as a CycloneDX document", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  const [program = "", ...words] = scripts.sbom.split(" ");
  const document = JSON.parse(
    execFileSync(program, words, { encoding: "utf8", maxBuffer: 1e9, stdio: ["ignore", "pipe", "ignore"] }),
  );
  expect(document.bomFormat).toBe("CycloneDX");
  const names = document.components.map(({ name }: { name: string }) => name);
  expect(names).toEqual(expect.arrayContaining(["next", "postgres", "socket.io"]));
});
