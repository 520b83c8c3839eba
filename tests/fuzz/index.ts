import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isBuilt } from "@/server/fingerprint.mjs";
import { fuzz, type Plan } from "./run";
import { reportOf, verdictsOf } from "./verdicts";

/** `npm run fuzz`: whether anything that a client can send ends the process, is answered as a fault of ours, or stays. */
const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    frames: { type: "string", default: "100000" },
    bodies: { type: "string", default: "20000" },
    /** Where the verdicts are written, for `npm test`. */
    verdicts: { type: "string" },
  },
});
if (!isBuilt(fileURLToPath(new URL("../..", import.meta.url)))) await import("@/server/build.mjs");
const plan: Plan = { seed: Number(values.seed), frames: Number(values.frames), bodies: Number(values.bodies) };

console.log(`Seed ${plan.seed}, ${plan.frames} frames, ${plan.bodies} bodies.`);
const seen = await fuzz(plan, console.log);
console.log(reportOf(seen));
const verdicts = verdictsOf(seen, plan);
if (values.verdicts) writeFileSync(values.verdicts, JSON.stringify(verdicts));
for (const { name, isGood, details } of verdicts)
  if (!isGood) console.log([`Not so: ${name}`, ...details].join("\n  "));
process.exit(verdicts.every(({ isGood }) => isGood) ? 0 : 1);
