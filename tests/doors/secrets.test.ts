import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { TRACES } from "./canaries";

/** Everything of the build that is handed out to whoever asks. */
const bundle = filesBelow(".next/static");

function filesBelow(folder: string): [path: string, text: string][] {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return found.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path, readFileSync(path, "latin1")];
  });
}

/** Keys by which others' services know their own, and addresses with a password in them. */
const KEYS = [
  /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY/,
  /\bAKIA[\dA-Z]{16}\b/,
  /\bgh[pousr]_\w{36}/,
  /\bgithub_pat_\w{22}/,
  /\bglpat-[\w-]{20}/,
  /\bxox[abprs]-[\w-]{10}/,
  /\bsk_live_\w{16}/,
  /\bsk-[A-Za-z0-9]{32}/,
  /\bAIza[\w-]{35}/,
  /\bnpm_\w{36}/,
  /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
  /\b(?:postgres(?:ql)?|rediss?|mysql|mongodb|amqp|https?):\/\/[\w.-]+:(?!secret@|secret-password@|\$\{)[^\s@/:"'`]{6,}@/,
];

/** A hundred characters of which none is a word. */
const RANDOM = /(?<![\w/+-])(?=[\w/+-]*\d)(?=[\w/+-]*[a-z])(?=[\w/+-]*[A-Z])[\w/+-]{40,}={0,2}(?![\w/+=-])/g;
const LEAST_BITS = 4.6;

/** What looks like one and is none. */
const LOOKED_AT = [
  // Reached by the containers of one composition only.
  "docker-compose.yml: postgres://p",
  // The hash of nothing that anybody knows.
  "lib/passwords.ts: Ax8mgBA6rBH8",
];

const bitsOf = (text: string) => {
  const shares = [...new Set(text)].map((one) => text.split(one).length / text.length - 1 / text.length);
  return -shares.reduce((sum, share) => sum + share * Math.log2(share), 0);
};
const keysIn = (text: string) => KEYS.flatMap((key) => key.exec(text)?.[0] ?? []);
const randomIn = (text: string) => (text.match(RANDOM) ?? []).filter((found) => bitsOf(found) > LEAST_BITS);

test("what a browser gets holds no secret of the build, no name of one, and no key", () => {
  expect(bundle.length).toBeGreaterThan(20);
  const { ACTIONS_KEY = "" } =
    /ACTIONS_KEY = Buffer\.from\("(?<ACTIONS_KEY>[^"]+)"/.exec(readFileSync("server/build.mjs", "utf8"))?.groups ?? {};
  const traces = [
    ...TRACES,
    ACTIONS_KEY,
    Buffer.from(ACTIONS_KEY).toString("base64"),
    "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY",
  ];
  expect(ACTIONS_KEY).not.toBe("");
  for (const [path, text] of bundle) {
    expect([path, traces.filter((trace) => text.includes(trace)), keysIn(text)]).toEqual([path, [], []]);
  }
});

test("nothing that was secret during the build is in what the server runs either", () => {
  for (const [path, text] of [...filesBelow("dist"), ...filesBelow(".next/server")]) {
    expect([path, text.includes(TRACES[0] ?? "")]).toEqual([path, path.endsWith("canaries.ts")]);
  }
});

test("the repository holds no key, and nothing that looks like one", () => {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" });
  const texts = listed
    .split("\n")
    .filter((path) => /\.(ts|tsx|mjs|js|json|md|sql|css|yml|html|svg)$|^[^.]+$|^\.[\w.]+$/.test(path));
  expect(texts.length).toBeGreaterThan(500);
  // The lock file has the hashes of packages, which npm made.
  const found = texts
    .filter((path) => path !== "package-lock.json")
    .flatMap((path) => {
      const text = readFileSync(path, "utf8");
      return [...keysIn(text), ...randomIn(text)].map((hit) => `${path}: ${hit.slice(0, 12)}`);
    });
  expect(found).toEqual(LOOKED_AT);
});

test("what looks like a key is found", () => {
  const made = ["AKIA", "ABCDEFGHIJKLMNOP"].join("");
  expect(keysIn(`const key = "${made}";`)).toEqual([made]);
  const address = ["postgres://parley", "h7Gq2LmZ@db.example.org/parley"].join(":");
  expect(keysIn(address)).toHaveLength(1);
  const random = ["q7Vx0Jd9Rm2Kf8Tz1Lc6", "Wb5Ny3Hs4Pg7Xa0Ue9Io"].join("");
  expect(randomIn(`secret: "${random}"`)).toEqual([random]);
});
