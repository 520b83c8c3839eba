import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { ana, ben, THREAD_ID } from "@/tests/stage/props";
import { openFileStore } from "./file-store";

test("files are kept for whoever chose them, with what is in them, beside the drafts", async () => {
  const [anas, bens] = [openFileStore(ana.id), openFileStore(ben.id)];
  const fileOf = (id: string) => ({ id, threadId: THREAD_ID, content: new File(["noodles"], id), chosenAt: 1 });
  const ends = [anas.subscribe(() => {})];
  const heard = new Promise<void>((resolve) => ends.push(openFileStore(ana.id).subscribe(resolve)));
  await anas.put(fileOf("one"));
  await bens.put(fileOf("two"));
  await heard;
  const [kept, ...others] = await openFileStore(ana.id).load();
  expect([kept?.id, kept && Object.keys(kept).sort(), others]).toEqual([
    "one",
    ["chosenAt", "content", "id", "threadId"],
    [],
  ]);
  await anas.remove(["one"]);
  expect([await anas.load(), (await bens.load()).map(({ id }) => id)]).toEqual([[], ["two"]]);
  for (const end of ends) end();
});
