import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { applicationUrl } from "@/db/application-role";
import { closeDatabase, openDatabase } from "@/db/client";
import { startEmbeddedDatabase } from "@/db/embedded";
import { migrateDatabase } from "@/db/migrate";
import { listMessages } from "@/lib/messages";
import { setAnnouncer } from "@/lib/realtime";
import { searchMessages } from "@/lib/search";
import type { Viewer } from "@/lib/sessions";
import { groupOf, person } from "@/tests/stage/cast";
import { countWords, fillThreads, wordOf } from "@/tests/stage/many-messages";

const MESSAGES = Number(process.env.BENCH_MESSAGES ?? 1_000_000);
/** Groups in all, of which the one who searches is in most, and another one in few. */
const GROUPS = 250;
const READ_BY_ANA = 200;
const READ_BY_EVE = 5;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 60);

type Ask = (round: number) => string;

const spread = (from: number, step: number) => (round: number) => wordOf(from + step * (round % 40));

/** What is looked for, by how many messages have it. */
const CLASSES: [name: string, ask: Ask][] = [
  ["rare", spread(40_000, 977)],
  ["middling", spread(80, 7)],
  ["common", spread(4, 1)],
  ["commonest", () => wordOf(1)],
  ["two words, common", (round) => `${spread(1, 1)(round)} ${spread(5, 3)(round)}`],
  ["two words, middling", (round) => `${spread(50, 3)(round)} ${spread(90, 11)(round)}`],
  ["two common and a rare", (round) => `${wordOf(1)} ${wordOf(2)} ${spread(30_000, 311)(round)}`],
  ["none", (round) => `nothing${round}`],
  ["4-letter beginning", (round) => wordOf(12_000 + 37 * round).slice(0, 4)],
  ["2-letter beginning", (round) => wordOf(10 + (round % 80)).slice(0, 2)],
  ["phrase of common words", (round) => `"${spread(1, 1)(round)} ${spread(2, 1)(round)}"`],
  ["word of somebody", (round) => `from:me ${spread(20, 13)(round)}`],
  ["without a word", (round) => `-${spread(1, 1)(round)}`],
  ["too broad", () => `"${wordOf(7)} ${wordOf(7)} ${wordOf(7)}" -nothing`],
  ["what none has", () => "has:reaction"],
];

/** How long a search takes over a million messages, for who reads most of them and for who reads few. */
export async function benchSearch(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "parley-bench-"));
  const { url: ownerUrl, stop } = await startEmbeddedDatabase(join(folder, "postgres"), { durable: false });
  try {
    const url = applicationUrl(ownerUrl);
    await migrateDatabase({ ownerUrl, url }, "db/migrations", async () => {});
    openDatabase(url, 4);
    setAnnouncer(() => {});
    const [ana, eve, groups] = await fill(ownerUrl);
    for (const [viewer, count] of [
      [ana, READ_BY_ANA],
      [eve, READ_BY_EVE],
    ] as const) {
      console.log(`\nof ${count} groups:`);
      const [threadId = ""] = groups;
      if (viewer === ana)
        tell("(a page of history)", await times(() => listMessages(ana, { viewerId: ana.id, threadId, before: 900 })));
      for (const order of ["newest", "best"] as const) {
        for (const [name, ask] of CLASSES) {
          const asked = (q: string) => searchMessages(viewer, { q, order, zone: "UTC", today: "2026-11-23" });
          let notes = "";
          const taken = await times(async (round) => {
            const page = await asked(ask(round));
            notes = `${page.results.length} hits${page.notes.map(({ type }) => `, ${type}`).join("")}`;
          });
          tell(`${name}, ${order}`, taken, notes);
        }
      }
    }
  } finally {
    await closeDatabase();
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(ownerUrl: string): Promise<[Viewer, Viewer, string[]]> {
  const [ana, ben, cleo, eve] = [await person("Ana"), await person("Ben"), await person("Cleo"), await person("Eve")];
  const groups: string[] = [];
  for (let number = 0; number < GROUPS; number += 1) {
    const others = number < READ_BY_ANA ? ([ana, cleo] as const) : ([eve, cleo] as const);
    const [one, other] = number < READ_BY_EVE ? ([ana, eve] as const) : others;
    groups.push(await groupOf(ben, one, other));
  }
  const began = performance.now();
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  // An index that is made at once is made in a tenth of the time.
  const [index] = await owner`select indexdef from pg_indexes where indexname = 'message_words_words'`;
  await owner`drop index message_words_words`;
  await fillThreads(groups, [ana.id, ben.id, cleo.id], MESSAGES);
  await owner`set maintenance_work_mem = '512MB'`;
  await owner.unsafe(index?.indexdef);
  await owner.end();
  await countWords(ownerUrl);
  console.log(
    `${MESSAGES.toLocaleString("en")} messages entered in ${((performance.now() - began) / 1000).toFixed(0)} s`,
  );
  return [ana, eve, groups];
}

async function times(work: (round: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    await work(round);
    taken.push(performance.now() - began);
  }
  return taken.sort((one, other) => one - other);
}

function tell(what: string, taken: number[], detail = ""): void {
  const at = (share: number) => (taken[Math.floor((taken.length - 1) * share)] ?? 0).toFixed(1).padStart(7);
  console.log(`${what.padStart(32)}  median ${at(0.5)} ms  95 % ${at(0.95)} ms  longest ${at(1)} ms  ${detail}`);
}
