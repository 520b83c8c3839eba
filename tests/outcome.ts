import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import type { Verdict } from "./faults/report";

/** How one part of `npm test` went; each of `failures` is the name of what failed and the beginning of why. */
export type Outcome = { passed: number; skipped: number; failures: string[] };

type VitestReport = {
  numPassedTests: number;
  numPendingTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
};

type Result = { error?: { message?: string }; stdout: { text?: string }[] };

type PlaywrightSuite = {
  specs?: { file: string; title: string; ok: boolean; tests: { results: Result[] }[] }[];
  suites?: PlaywrightSuite[];
};

type PlaywrightReport = PlaywrightSuite & {
  stats: { expected: number; skipped: number };
  errors: { message?: string }[];
};

const REASON_LINES = 12;

export function outcomeOfVitest(file: string): Outcome {
  const report: VitestReport = JSON.parse(readFileSync(file, "utf8"));
  const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === "failed");
    if (failed.length === 0 && status === "failed") return [failure(name, message)];
    return failed.map(({ fullName, failureMessages }) => failure(`${name}: ${fullName}`, failureMessages[0]));
  });
  return { passed: report.numPassedTests, skipped: report.numPendingTests, failures };
}

export function outcomeOfPlaywright(file: string): Outcome {
  const report: PlaywrightReport = JSON.parse(readFileSync(file, "utf8"));
  const failed = specsOf(report).filter(({ ok }) => !ok);
  return {
    passed: report.stats.expected,
    skipped: report.stats.skipped,
    failures: [
      ...report.errors.map(({ message }) => failure("The stories", message)),
      ...failed.map((spec) => {
        const results = spec.tests.flatMap((test) => test.results);
        const said = results.flatMap(({ stdout }) => stdout.map(({ text }) => text));
        const [error] = results.map((result) => result.error?.message).filter(Boolean);
        return `${failure(`${spec.file}: ${spec.title}`, error)}\n${said.join("")}`;
      }),
    ],
  };
}

/** `file` holds the verdicts of a run of tests/faults. */
export function outcomeOfFaults(file: string): Outcome {
  const verdicts: Verdict[] = JSON.parse(readFileSync(file, "utf8"));
  const failures = verdicts
    .filter(({ isGood }) => !isGood)
    .map(({ name, details }) => failure(name, details.join("\n")));
  return { passed: verdicts.length - failures.length, skipped: 0, failures };
}

function specsOf(suite: PlaywrightSuite): NonNullable<PlaywrightSuite["specs"]> {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}

function failure(name: string, reason = ""): string {
  const lines = stripVTControlCharacters(reason).split("\n");
  return [name, ...lines.slice(0, REASON_LINES)].join("\n    ").trimEnd();
}
