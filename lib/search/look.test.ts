import { type SQL, sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { database, type Transaction, transaction } from "@/db/client";
import { byThreads, byWords, prepareSearch } from "@/db/search";
import { groupOf, person } from "@/tests/stage/cast";
import { countWords, fillThreads, wordOf } from "@/tests/stage/many-messages";
import { setStage } from "@/tests/stage/stage";
import { look, type Search } from "./look";

const stage = setStage();
const MESSAGES = 60_000;

/** The ids of Ben, who is in nine of ten groups, and of Eve, who is in the tenth only. */
const people = { ben: "", eve: "" };

beforeAll(async () => {
  const [ana, ben, cleo, eve] = [await person("Ana"), await person("Ben"), await person("Cleo"), await person("Eve")];
  Object.assign(people, { ben: ben.id, eve: eve.id });
  const groups = [await groupOf(ana, eve, cleo)];
  for (let number = 1; number < 10; number += 1) groups.push(await groupOf(ana, ben, cleo));
  await fillThreads(groups, [ana.id, cleo.id], MESSAGES);
  await countWords(stage.databaseUrl());
});

const search = (viewerId: string, condition: string, given: Partial<Search> = {}): Search => ({
  ...{ viewerId, condition, isIndexed: condition !== "", ranking: "", threadIds: null },
  ...{ from: null, until: null, after: null },
  ...given,
});

/** What anybody would write who has time: everything is read, and what fits is taken. */
async function readAll(viewerId: string, condition: string, count: number): Promise<string[]> {
  const rows = await database().execute<{ place: string }>(sql`
    select w.thread_id || ' ' || w.seq as place from message_words w
    join thread_participants p on p.thread_id = w.thread_id and p.user_id = ${viewerId} and p.left_at is null
    where w.words @@ ${condition}::tsquery and w.seq >= p.joined_seq
    order by w.created_at desc, w.thread_id desc, w.seq desc limit ${count}`);
  return rows.map(({ place }) => place);
}

test.each([[[1]], [[3]], [[40]], [[900]], [[20_000]], [[1, 2]], [[1, 300]], [[30, 50]]])(
  "words of the ranks %j are found as a reading of everything finds them",
  async (ranks) => {
    const condition = ranks.map((rank) => `'${wordOf(rank)}':*`).join(" & ");
    for (const viewerId of Object.values(people))
      for (const count of [21, 200]) {
        const { hits, lookedUntil } = await look(search(viewerId, condition), count);
        expect(lookedUntil).toBeNull();
        expect(hits.map(({ threadId, seq }) => `${threadId} ${seq}`)).toEqual(
          await readAll(viewerId, condition, count),
        );
      }
  },
);

test("what would take too long is looked for among the newest, says so, and goes on from there", async () => {
  const nowhere = search(
    people.ben,
    `!'${wordOf(1)}' & !'a':*  & !'b':* & !'c':* & !'d':* & !'e':* & !'f':* & !'g':* & !'h':* & !'i':* & !'j':*`,
    { isIndexed: false },
  );
  const first = await look(nowhere, 21);
  expect(first.hits).toEqual([]);
  expect(first.lookedUntil).not.toBeNull();
  const createdAt = first.lookedUntil ?? new Date();
  const second = await look(
    { ...nowhere, after: { createdAt, threadId: "00000000-0000-0000-0000-000000000000", seq: 0, rank: 0 } },
    21,
  );
  expect(second).toEqual({ hits: [], lookedUntil: null });
});

test("both ways go by an index, whatever has been looked for before", async () => {
  const limits = { look: 10, hits: 10 };
  const day = { from: new Date(Date.now() - 60_000), until: new Date() };
  await transaction(async (tx) => {
    for (const rank of [1, 1, 1, 1, 1, 1, 20_000]) {
      const wanted = search(people.ben, `'${wordOf(rank)}':*`, day);
      await prepareSearch(tx, { milliseconds: 5_000, isByWords: true });
      expect(await planOf(tx, byWords(wanted, limits))).toContain("message_words_words");
      await prepareSearch(tx, { milliseconds: 5_000 });
      const plan = await planOf(tx, byThreads({ ...wanted, ...day }, limits));
      expect(plan).toContain("message_words_thread_id_created_at");
      expect(plan).not.toContain("Seq Scan on message_words");
    }
  });
});

async function planOf(tx: Transaction, statement: SQL): Promise<string> {
  const lines = await tx.execute<{ "QUERY PLAN": string }>(sql`explain ${statement}`);
  return lines.map((line) => line["QUERY PLAN"]).join("\n");
}
