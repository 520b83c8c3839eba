import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { countRateLimited, metrics } from "@/lib/metrics";

const own = () =>
  metrics()
    .registry.getMetricsAsArray()
    .map(({ name }) => name);

/** The metrics that an expression names: what is followed by neither a bracket nor a label's comparison, and has a `_` or labels. */
function namesIn(expression: string): string[] {
  const bare = expression.replace(/\b(by|on) \([^)]*\)/g, "").replace(/"[^"]*"/g, "");
  const words = [...bare.matchAll(/\b([a-z_]+)\b(?=\{|\[|\)|\s*[<>=]+\s*\d)/g)].map(([, name = ""]) => name);
  return words
    .filter((word) => !["job", "rate", "increase"].includes(word))
    .map((word) => word.replace(/_(bucket|count|sum)$/, ""));
}

/** What Node tells of itself, and Prometheus of us. */
const OTHERS = ["process_resident_memory_bytes", "up"];

function expressionsIn(dashboard: { panels: { targets?: { expr: string }[] }[] }): string[] {
  return dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
}

test("the dashboard shows each of the metrics, and none that does not exist", () => {
  const shown = new Set(expressionsIn(JSON.parse(readFileSync("docs/grafana.json", "utf8"))).flatMap(namesIn));
  expect([...shown].filter((name) => !OTHERS.includes(name)).sort()).toEqual(own().sort());
});

test("the rules are over metrics that exist", () => {
  const rules = [...readFileSync("docs/alerts.yml", "utf8").matchAll(/expr: (.+)/g)].map(
    ([, expression = ""]) => expression,
  );
  expect(rules).toHaveLength(4);
  const named = rules.flatMap(namesIn);
  expect(named).toEqual(expect.arrayContaining(["sweep_found_total", "bus_failures_total", "oldest_draft_seconds"]));
  expect(named.filter((name) => ![...own(), ...OTHERS].includes(name))).toEqual([]);
});

test("what was refused for coming too often is counted under the name of its limit", async () => {
  countRateLimited("sign-in");
  countRateLimited("sign-in");
  expect((await metrics().rateLimited.get()).values).toEqual([{ labels: { name: "sign-in" }, value: 2 }]);
});
