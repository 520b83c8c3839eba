import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { banner } from "@/server/banner";
import { leaksIn, outcomeOfLogs } from "./canaries";

const TOKEN = "k7Q-".repeat(11).slice(0, 43);
const ID = "5b0c1d53-7c0e-4a53-9f5b-0a4f3f3d1c11";

test("each kind of content and secret is found in a line, and what a log may say is not", () => {
  const leaks = ["Noodles?", "menu.txt", "Ana", `ana-${ID.slice(0, 8)}`, "correct horse battery", "eyJhbGciOiJkaXIi"];
  for (const leak of [...leaks, `/join/${TOKEN}`, TOKEN, "q=noodles", "127.0.0.1"]) {
    expect(leaksIn(`{"level":"info","msg":"request"}\n{"level":"info","said":"${leak}"}`)).not.toEqual([]);
  }
  expect(
    leaksIn(JSON.stringify({ requestId: ID, route: "/join/[token]", event: "thread:join", msg: "request" })),
  ).toEqual([]);
});

test("what the start says to whoever stands before it is said there only", () => {
  const setUpPath = `/set-up/${TOKEN}`;
  const said = banner("http://localhost:3000", { isDemo: true, setUpPath });
  expect(leaksIn(said)).toEqual([]);
  expect(leaksIn(JSON.stringify({ said }))).not.toEqual([]);
});

test("logs in which nothing happened prove nothing", () => {
  const folder = mkdtempSync(join(tmpdir(), "parley-logs-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  expect(outcomeOfLogs(join(folder, "missing")).failures).toHaveLength(1);
  const lines = ["sent", "request", "fault"].map((msg) => JSON.stringify({ msg }));
  writeFileSync(join(folder, "1.log"), lines.join("\n"));
  expect(outcomeOfLogs(folder)).toEqual({ passed: 1, skipped: 0, failures: [] });
  writeFileSync(join(folder, "2.log"), '{"said":"Noodles?"}');
  expect(outcomeOfLogs(folder)).toMatchObject({ passed: 0, failures: [expect.stringContaining("Noodles?")] });
});
