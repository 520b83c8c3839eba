import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { closeDatabase, openDatabase } from "@/db/client";
import { migrateDatabase, newestOf, readMigrations } from "@/db/migrate";
import { editMessage, setReaction } from "@/lib/message-changes";
import { listMessages } from "@/lib/messages";
import { searchMessages } from "@/lib/search";
import { emptyPlace, inDatabase, MIGRATIONS, sumsOf } from "@/tests/stage/backups";
import { castOfThree, person, say } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();

type Journal = { entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[] };

/** The migrations of another build: with some of them only, or with one more. */
function folderOf(change: (journal: Journal, folder: string) => void): string {
  const folder = mkdtempSync(join(tmpdir(), "parley-migrations-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const path = join(folder, "meta/_journal.json");
  const journal: Journal = JSON.parse(readFileSync(path, "utf8"));
  change(journal, folder);
  writeFileSync(path, JSON.stringify(journal));
  return folder;
}

const older = (steps: number) => folderOf(({ entries }) => entries.splice(entries.length - steps));

/** A step as the next build may take it: it only adds. */
const newer = () =>
  folderOf(({ entries }, folder) => {
    const { idx, version, when } = entries.at(-1)!;
    entries.push({ idx: idx + 1, version, when: when + 1, tag: "next", breakpoints: true });
    const statements = [
      "alter table messages add column hat text not null default 'none'",
      "create table hats (id uuid primary key, user_id uuid not null references users(id))",
      "create index messages_hat on messages (hat)",
    ];
    writeFileSync(join(folder, "next.sql"), statements.join(";--> statement-breakpoint\n"));
  });

test.each([
  ["an empty database", 99],
  ["one of an older schema", 4],
])("of three processes that start at once on %s one migrates, and all go on", async (_, steps) => {
  const { ownerUrl, url } = await emptyPlace();
  if (steps < 99) await migrateDatabase({ ownerUrl, url }, older(steps), async () => {});
  let atOnce = 0;
  const most: number[] = [];
  const start = () =>
    migrateDatabase({ ownerUrl, url }, MIGRATIONS, async () => {
      most.push(++atOnce);
      await inDatabase(url, (sql) => sql`select from users`);
      atOnce--;
    });
  await Promise.all([start(), start(), start()]);

  expect(most).toEqual([1, 1, 1]);
  const steps_ = await inDatabase(
    ownerUrl,
    (sql) => sql`select created_at::float8 as at from drizzle.__drizzle_migrations order by id`,
  );
  expect(steps_.map(({ at }) => at)).toEqual(readMigrations(MIGRATIONS).map(({ folderMillis }) => folderMillis));
});

test("a newer schema is refused, and left as it is", async () => {
  const { ownerUrl, url } = await emptyPlace();
  await migrateDatabase({ ownerUrl, url }, newer(), async () => {});
  const before = await sumsOf(ownerUrl);
  const start = migrateDatabase({ ownerUrl, url }, MIGRATIONS, () => Promise.reject(new Error("It went on.")));
  await expect(start).rejects.toThrow(/made by a newer Parley/);
  expect(await sumsOf(ownerUrl)).toEqual(before);
  expect(newestOf(readMigrations(MIGRATIONS))).toBeGreaterThan(0);
});

test("a step that fails takes none of the others with it into the database", async () => {
  const { ownerUrl, url } = await emptyPlace();
  const broken = folderOf((_, folder) => writeFileSync(join(folder, "0016_link_previews.sql"), "select 1 / 0"));
  await expect(migrateDatabase({ ownerUrl, url }, broken, async () => {})).rejects.toThrow(/division by zero/);
  expect(await sumsOf(ownerUrl)).toEqual({});
  await migrateDatabase({ ownerUrl, url }, MIGRATIONS, async () => {});
});

test("a process of this build serves on while the next one has migrated the database", async () => {
  const { ownerUrl, url } = await emptyPlace();
  await migrateDatabase({ ownerUrl, url }, MIGRATIONS, async () => {});
  openDatabase(url, 5);
  onTestFinished(async () => {
    await closeDatabase();
    openDatabase(stage.databaseUrl(), 5);
  });
  const { ana, ben, threadId } = await castOfThree();
  const before = await say(ana, threadId, "before noodles");
  const migrated = migrateDatabase({ ownerUrl, url }, newer(), async () => {});
  for (let round = 0; round < 20; round++) await say(ana, threadId, `meanwhile ${round}`);
  await migrated;

  await say(ana, threadId, "after noodles");
  await editMessage(ana, { viewerId: ana.id, threadId, seq: before.seq, body: "earlier noodles" });
  await setReaction(ben, { viewerId: ben.id, threadId, seq: before.seq, emoji: "🍜", isOn: true });
  await person("Gus");
  const page = await listMessages(ben, { viewerId: ben.id, threadId, after: 0 });
  expect(page.messages.map(({ body }) => body)).toHaveLength(22);
  const search = { q: "noodles", order: "newest" as const, zone: "UTC", today: "2026-01-01" };
  expect((await searchMessages(ben, search)).results).toHaveLength(2);
});
