import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database, transaction } from "@/db/client";
import { insertJob } from "@/db/jobs";
import { doJobStep } from "@/lib/jobs";
import { deleteMessage, editMessage } from "@/lib/message-changes";
import { ENTERING } from "@/lib/message-words";
import { searchMessages } from "@/lib/search";
import type { Viewer } from "@/lib/sessions";
import { castOfThree, say } from "@/tests/stage/cast";
import { bring, sayWith } from "@/tests/stage/files";
import { aPicture } from "@/tests/stage/pictures";
import { setStage } from "@/tests/stage/stage";

setStage();

async function search(viewer: Viewer, q: string) {
  return (await searchMessages(viewer, { q, order: "newest", zone: "UTC", today: "2026-11-23" })).results;
}
const found = async (viewer: Viewer, q: string) => (await search(viewer, q)).map(({ seq }) => seq);

async function sayFile(viewer: Viewer, threadId: string, name: string, body = "") {
  const content = name.endsWith("png") ? await aPicture("png") : "noodles";
  return sayWith(viewer, threadId, [(await bring(viewer, threadId, content, name)).id], body);
}

/** What is looked for, and under which names of files it is found. */
const GOLDEN: [q: string, found: string[]][] = [
  ["invoice", ["Invoice-RE-2026-0815.pdf"]],
  ["INVO", ["Invoice-RE-2026-0815.pdf"]],
  ["2026-0815", ["Invoice-RE-2026-0815.pdf"]],
  ["pdf", ["Invoice-RE-2026-0815.pdf", "résumé_final.v2.pdf"]],
  ["resume", ["résumé_final.v2.pdf"]],
  ["final.v2", ["résumé_final.v2.pdf"]],
  ["IMG_4711", ["IMG_4711.png"]],
  ["img_4711.png", ["IMG_4711.png"]],
  ["holiday", ["HolidayPhotos.zip"]],
  ["photos", ["HolidayPhotos.zip"]],
  ["京都", ["京都のお寺.txt"]],
  ["has:image", ["IMG_4711.png"]],
  ["has:images img", ["IMG_4711.png"]],
  ["has:file -has:image pdf", ["Invoice-RE-2026-0815.pdf", "résumé_final.v2.pdf"]],
  ['"final v2 pdf"', ["résumé_final.v2.pdf"]],
  ['"look invoice"', []],
];

test("messages are found by the names of their files, in any case, and by having any", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  await say(ana, threadId, "look, but no file");
  const names = new Map<number, string>();
  for (const name of new Set(GOLDEN.flatMap(([, names]) => names)))
    names.set((await sayFile(ana, threadId, name, "look")).seq, name);

  for (const [q, expected] of GOLDEN) {
    const seqs = await found(ben, q);
    expect([q, seqs.map((seq) => names.get(seq)).toSorted()]).toEqual([q, expected.toSorted()]);
  }
  expect(await found(ben, "has:file")).toHaveLength(names.size);
  expect(await found(ben, "look -has:file")).toEqual([1]);
  expect(await found(eve, "invoice")).toEqual([]);
});

test("a hit shows the names of the files, and what of them was looked for", async () => {
  const { ana, ben, threadId } = await castOfThree();
  await sayFile(ana, threadId, "menu.txt");
  const [result] = await search(ben, "men");
  expect(result).toMatchObject({
    snippet: { pieces: [] },
    files: [
      {
        pieces: [
          { text: "men", isHit: true },
          { text: "u.txt", isHit: false },
        ],
      },
    ],
  });
});

test("an edit leaves the names of the files, and a deletion takes them away", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const { seq } = await sayFile(ana, threadId, "menu.png", "noodles");
  await editMessage(ana, { viewerId: ana.id, threadId, seq, body: "rice" });
  for (const q of ["menu", "has:file", "has:image", "rice"]) expect([q, await found(ben, q)]).toEqual([q, [seq]]);
  expect(await found(ben, "noodles")).toEqual([]);
  await deleteMessage(ana, { viewerId: ana.id, threadId, seq });
  for (const q of ["menu", "has:file", "has:image"]) expect([q, await found(ben, q)]).toEqual([q, []]);
});

test("what was sent before files had words is found by them once the job has gone over it", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const { seq } = await sayFile(ana, threadId, "menu.png", "noodles");
  await database().execute(sql`delete from message_words where thread_id = ${threadId}`);
  expect(await found(ben, "menu")).toEqual([]);
  await transaction((tx) => insertJob(tx, { id: randomUUID(), kind: ENTERING, payload: {} }));
  while (await doJobStep());
  for (const q of ["menu", "has:image", "noodles"]) expect([q, await found(ben, q)]).toEqual([q, [seq]]);
});
