import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readEnvironment } from "@/lib/environment";
import { isGuessable } from "./guessable";
import { findSecret } from "./secret";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "parley-secret-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const find = (variables: Record<string, string>, isDemo: boolean) =>
  findSecret(readEnvironment({ DATA_DIR: folder, ...variables }), isDemo);

test("what is made at random is taken, each time", () => {
  for (let made = 0; made < 2_000; made += 1) {
    expect(isGuessable(randomBytes(32).toString("base64"))).toBe(false);
    expect(isGuessable(randomBytes(32).toString("base64url"))).toBe(false);
    expect(isGuessable(randomBytes(32).toString("hex"))).toBe(false);
    expect(isGuessable(randomBytes(24).toString("hex"))).toBe(false);
  }
});

test("what anybody would try is not taken, but for a demo", () => {
  const guessable = [
    "x".repeat(40),
    "0".repeat(64),
    "ab".repeat(20),
    "abcdefgh12345678".repeat(3),
    "changeme-changeme-changeme-changeme",
    "CHANGE_ME_CHANGE_ME_CHANGE_ME_1234",
    "your-secret-your-secret-your-secret",
    "supersecretsupersecretsupersecret",
    "parley-nextauth-secret-change-me-please",
    "passwordpasswordpasswordpassword1234",
    "12345678901234567890123456789012",
    "abcdefghijklmnopqrstuvwxyzabcdefghijkl",
    "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbcccccccc",
    "replace-me-with-the-example-default-secret",
  ];
  for (const secret of guessable) {
    expect(() => find({ NEXTAUTH_SECRET: secret }, false), secret).toThrow(/could be guessed/);
    expect(find({ NEXTAUTH_SECRET: secret }, true)).toBe(secret);
  }
  const refused = () => find({ NEXTAUTH_SECRET: "changeme-changeme-changeme-changeme" }, false);
  expect(refused).not.toThrow(/changeme/);
});

test("a demo makes its own, for its owner's eyes only, and keeps it so", () => {
  const file = join(folder, "secret");
  const made = find({}, true);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(isGuessable(made)).toBe(false);

  chmodSync(file, 0o644);
  expect(find({}, true)).toBe(made);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, "utf8")).toBe(made);
});

test("a secret that was cut or put there by hand is refused, with the file and not with the secret", () => {
  for (const kept of ["", "short", "changeme-changeme-changeme-changeme"]) {
    writeFileSync(join(folder, "secret"), kept);
    expect(() => find({}, true)).toThrow(/parley-secret-\w+\/secret could be guessed\. Delete it/);
    if (kept) expect(() => find({}, true)).not.toThrow(kept);
  }
});
