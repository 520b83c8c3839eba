// @ts-check
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Everything a build is made from, but for tsconfig.json, which Next edits while it builds. */
const SOURCES = [
  "app",
  "components",
  "db",
  "instrumentation.ts",
  "lib",
  "next.config.mjs",
  "package-lock.json",
  "postcss.config.mjs",
  "public",
  "server",
];
const STAMP = "dist/fingerprint";

/**
 * The same for the same files, another for any other name or byte.
 *
 * @param {string} root
 */
export function fingerprint(root) {
  const hash = createHash("sha256");
  for (const path of SOURCES.flatMap((source) => filesBelow(root, source))) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/**
 * @param {string} root
 * @param {string} sources the fingerprint of what was built
 */
export function stampBuild(root, sources) {
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(join(root, STAMP), stamp(root, sources));
}

/**
 * A build that is broken off leaves no stamp.
 *
 * @param {string} root
 */
export function unstampBuild(root) {
  rmSync(join(root, STAMP), { force: true });
}

/** @param {string} root */
export function isBuilt(root) {
  return existsSync(join(root, STAMP)) && readFileSync(join(root, STAMP), "utf8") === stamp(root, fingerprint(root));
}

/**
 * Next's own number is in it, for somebody may have removed `.next` or filled it with a plain `next build`.
 *
 * @param {string} root
 * @param {string} sources
 */
function stamp(root, sources) {
  const file = join(root, ".next", "BUILD_ID");
  return `${sources} ${existsSync(file) ? readFileSync(file, "utf8") : "none"}`;
}

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(root, path) {
  const entry = statSync(join(root, path), { throwIfNoEntry: false });
  if (!entry?.isDirectory()) return entry ? [path] : [];

  const names = readdirSync(join(root, path)).sort();
  return names.flatMap((name) => filesBelow(root, `${path}/${name}`));
}
