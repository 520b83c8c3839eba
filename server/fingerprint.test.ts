import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { fingerprint, isBuilt, stampBuild } from "./fingerprint.mjs";

test("the same content has the same fingerprint, wherever it lies", async () => {
  expect(fingerprint(await project())).toBe(fingerprint(await project()));
});

test("a changed byte changes it", async () => {
  const root = await project();
  const before = fingerprint(root);

  await writeFile(join(root, "lib/wire/note.ts"), "export const note = 2;");

  expect(fingerprint(root)).not.toBe(before);
});

test("a new file changes it, an empty one too", async () => {
  const root = await project();
  const before = fingerprint(root);

  await writeFile(join(root, "lib/empty.ts"), "");

  expect(fingerprint(root)).not.toBe(before);
});

test("a renamed file changes it", async () => {
  const root = await project();
  const before = fingerprint(root);

  await rename(join(root, "lib/wire/note.ts"), join(root, "lib/wire/memo.ts"));

  expect(fingerprint(root)).not.toBe(before);
});

test("what no build is made from does not change it", async () => {
  const root = await project();
  const before = fingerprint(root);

  await writeFile(join(root, "README.md"), "Parley");

  expect(fingerprint(root)).toBe(before);
});

test("a build counts until a source or Next's own build is another", async () => {
  const root = await project();
  expect(isBuilt(root)).toBe(false);

  stampBuild(root, fingerprint(root));
  expect(isBuilt(root)).toBe(true);

  await rm(join(root, ".next"), { recursive: true });
  expect(isBuilt(root)).toBe(false);
});

async function project(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "fingerprint-test-"));
  onTestFinished(() => rm(root, { recursive: true }));

  await mkdir(join(root, "lib/wire"), { recursive: true });
  await mkdir(join(root, ".next"));
  await writeFile(join(root, "lib/wire/note.ts"), "export const note = 1;");
  await writeFile(join(root, "package-lock.json"), "{}");
  await writeFile(join(root, ".next/BUILD_ID"), "first");
  return root;
}
