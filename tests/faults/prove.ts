import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isBuilt } from "@/server/fingerprint.mjs";
import { check, figuresOf } from "./checker";
import { FAULTS, type FaultName } from "./faults";
import { reportOf, verdictsOf } from "./report";
import { type Plan, runFaults } from "./run";
import { watchShow } from "./watch";

/**
 * `npm run prove`: whether anything is lost, doubled, reordered or leaked while everything fails that can. With `NAIVE=1`
 * nothing that was missed is filled in, and the proof is that this is noticed. With `--watch` two people talk on a page
 * that is there to be looked at, and whoever looks does the damage.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    rate: { type: "string", default: "70" },
    /** Where the verdict on each invariant is written, for `npm test`. */
    verdicts: { type: "string" },
    watch: { type: "boolean", default: false },
  },
});
const isNaive = process.env.NAIVE === "1";
if (!isBuilt(fileURLToPath(new URL("../..", import.meta.url)))) await import("@/server/build.mjs");
if (values.watch) {
  await watchShow(isNaive);
  process.exit(0);
}
const plan: Plan = {
  seed: Number(values.seed),
  milliseconds: Number(values.minutes) * 60_000,
  nodes: 3,
  rate: Number(values.rate),
  faults: Object.keys(FAULTS) as FaultName[],
  isNaive,
};

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
console.log(`Seed ${plan.seed}, ${values.minutes} minutes${isNaive ? ", without filling gaps" : ""}.`);
const run = await runFaults(plan, ({ at, text }) => console.log(`${(at / 1000).toFixed(1).padStart(7)} s  ${text}`));

const breaches = check(run);
const figures = figuresOf(run);
console.log(reportOf(run, figures, breaches));
const verdicts = verdictsOf(run, figures, breaches, plan);
if (values.verdicts) writeFileSync(values.verdicts, JSON.stringify(verdicts));
for (const { name, isGood } of verdicts) if (!isGood) console.log(`Not so: ${name}`);
process.exit(verdicts.every(({ isGood }) => isGood) ? 0 : 1);
