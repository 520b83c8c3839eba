import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { Verdict } from "./faults/report";

/** What `npm test` runs: every check and every test of Parley, on a database and a browser that come from npm. */
type Count = { passed: number; failed: number; skipped: number };

const RESULTS = "test-results";
/** `.ci/run` repeats the closing line from here, whatever npm prints after it. */
const SUMMARY = `${RESULTS}/summary`;

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

const counts: Count[] = [];
for (const script of ["check:types", "check:style", "check:unused", "build"]) {
  const isGood = await run("npm", ["run", "--silent", script]);
  counts.push({ passed: Number(isGood), failed: Number(!isGood), skipped: 0 });
}
counts.push(await countVitest(await run("npx", ["vitest", "run", "--reporter=default", ...jsonTo("units")])));
counts.push(await countPlaywright(await run("npx", ["playwright", "test", "-c", "tests/stories"])));
counts.push(await prove("faults", ["--minutes", "1.5"]));
counts.push(await prove("naive", ["--minutes", "0.5"], { NAIVE: "1" }));

const total = counts.reduce((sum, count) => ({
  passed: sum.passed + count.passed,
  failed: sum.failed + count.failed,
  skipped: sum.skipped + count.skipped,
}));
const summary = `${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ""}`;
writeFileSync(SUMMARY, `${summary}\n`);
console.log(`\n${summary}`);
process.exitCode = total.failed === 0 ? 0 : 1;

function run(command: string, args: string[], variables: Record<string, string> = {}): Promise<boolean> {
  console.log(`\n> ${[command, ...args].join(" ")}`);
  const child = spawn(command, args, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...variables },
  });
  return new Promise((resolve) => child.once("exit", (code) => resolve(code === 0)));
}

/** Runs the rig of tests/faults; each of its verdicts counts as a test. */
async function prove(name: string, args: string[], variables: Record<string, string> = {}): Promise<Count> {
  const file = `${RESULTS}/${name}.json`;
  const isGood = await run("npm", ["run", "--silent", "prove", "--", ...args, "--verdicts", file], variables);
  const verdicts: Verdict[] = readReport(name) ?? [];
  const passed = verdicts.filter((verdict) => verdict.isGood).length;
  return honest({ passed, failed: verdicts.length - passed, skipped: 0 }, isGood && passed > 0);
}

function jsonTo(name: string): string[] {
  return ["--reporter=json", `--outputFile.json=${RESULTS}/${name}.json`];
}

/** Something else than a test may fail, such as a file that does not load: then there is one more failure. */
function honest(count: Count, isGood: boolean): Count {
  return isGood || count.failed > 0 ? count : { ...count, failed: 1 };
}

async function countVitest(isGood: boolean): Promise<Count> {
  const report = readReport("units");
  const { numPassedTests: passed = 0, numFailedTests: failed = 0, numPendingTests: skipped = 0 } = report ?? {};
  return honest({ passed, failed, skipped }, isGood && report !== null);
}

async function countPlaywright(isGood: boolean): Promise<Count> {
  const report = readReport("stories");
  const { expected: passed = 0, unexpected = 0, flaky = 0, skipped = 0 } = report?.stats ?? {};
  return honest({ passed, failed: unexpected + flaky, skipped }, isGood && report !== null);
}

function readReport(name: string) {
  try {
    return JSON.parse(readFileSync(`${RESULTS}/${name}.json`, "utf8"));
  } catch {
    return null;
  }
}
