import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { outcomeOfLogs } from "./canaries";
import { CANARIES } from "./doors/canaries";
import { type Outcome, outcomeOfFaults, outcomeOfPlaywright, outcomeOfVitest } from "./outcome";

/** What `npm test` runs: every check and every test of Parley, on a database and a browser that come from npm. */
const RESULTS = "test-results";
/** What every server has said that a test started. */
const LOGS = `${RESULTS}/logs`;
process.env.LOG_FOLDER = LOGS;
/** `.ci/run` repeats the closing line from here, whatever npm prints after it. */
const SUMMARY = `${RESULTS}/summary`;

/**
 * Messages a second that the crowd of tests/faults writes: as many as a slow machine takes beside everything else that they
 * do. By itself `npm run prove` writes more.
 */
const RATE = 40;

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

const outcomes: Outcome[] = [
  await run("npm run --silent check:types"),
  await run("npm run --silent check:style"),
  await run("npm run --silent check:unused"),
  await run("npm run --silent build", undefined, CANARIES),
  await run(`npx vitest run --reporter=default --reporter=json --outputFile.json=${RESULTS}/units.json`, () =>
    outcomeOfVitest(`${RESULTS}/units.json`),
  ),
  await run("npx playwright test -c tests/stories", () => outcomeOfPlaywright(`${RESULTS}/stories.json`)),
  await prove("faults", 1.5),
  await prove("naive", 0.5, { NAIVE: "1" }),
  await fuzz(5_000, 2_000),
  outcomeOfLogs(LOGS),
];

const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const skipped = outcomes.reduce((sum, outcome) => sum + outcome.skipped, 0);
const failures = outcomes.flatMap((outcome) => outcome.failures);
const summary = `${passed} passed, ${failures.length} failed${skipped ? `, ${skipped} skipped` : ""}`;
for (const failure of failures) console.log(`\nFailed: ${failure}`);
writeFileSync(SUMMARY, `${summary}\n`);
console.log(`\n${summary}`);
process.exitCode = failures.length === 0 ? 0 : 1;

/** Runs the rig of tests/faults; each of its verdicts counts as a test. */
function prove(name: string, minutes: number, variables: Record<string, string> = {}): Promise<Outcome> {
  const file = `${RESULTS}/${name}.json`;
  const command = `npm run --silent prove -- --minutes ${minutes} --rate ${RATE} --verdicts ${file}`;
  return run(command, () => outcomeOfFaults(file), variables);
}

/** Sends what no page of ours would; each verdict counts as a test. By itself `npm run fuzz` sends twenty and ten times as much. */
function fuzz(frames: number, bodies: number): Promise<Outcome> {
  const file = `${RESULTS}/fuzz.json`;
  const command = `npm run --silent fuzz -- --frames ${frames} --bodies ${bodies} --verdicts ${file}`;
  return run(command, () => outcomeOfFaults(file));
}

/** Runs what counts as one test, or as those of which `outcome` reads the report. */
async function run(
  command: string,
  outcome = (): Outcome => ({ passed: 1, skipped: 0, failures: [] }),
  variables: Record<string, string> = {},
): Promise<Outcome> {
  console.log(`\n> ${command}`);
  const isGood = await succeeds(command, variables);
  try {
    return honest(outcome(), command, isGood);
  } catch (reason) {
    return { passed: 0, skipped: 0, failures: [`${command}: ${reason}`] };
  }
}

/** Something else than a test may fail, or nothing be tested: then there is one more failure. */
function honest(outcome: Outcome, command: string, isGood: boolean): Outcome {
  if (isGood && outcome.passed > 0) return outcome;
  return outcome.failures.length > 0 ? outcome : { ...outcome, passed: 0, failures: [command] };
}

function succeeds(command: string, variables: Record<string, string>): Promise<boolean> {
  const [program = "", ...args] = command.split(" ");
  const child = spawn(program, args, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...variables },
  });
  return new Promise((resolve) => child.once("exit", (code) => resolve(code === 0)));
}
