import { expect, test, vi } from "vitest";
import { database } from "@/db/client";
import { jobs } from "@/db/schema";
import { deleteAccount } from "@/lib/deletions";
import { deleteMessage } from "@/lib/message-changes";
import { storage } from "@/lib/storage";
import { castOfThree } from "@/tests/stage/cast";
import { sayWithFile } from "@/tests/stage/files";
import { setStage } from "@/tests/stage/stage";
import { startJobs } from "./jobs";

setStage();

test("an account is deleted to its end while the storage says nothing", async () => {
  const { ana, ben, threadId } = await castOfThree();
  const { seq } = await sayWithFile(ana, threadId);
  await deleteMessage(ana, { viewerId: ana.id, threadId, seq });
  const letGo: (() => void)[] = [];
  vi.spyOn(storage(), "remove").mockImplementation(() => new Promise((resolve) => letGo.push(resolve)));
  const end = startJobs();
  await expect.poll(() => letGo.length).toBe(1);

  await deleteAccount(null, { personId: ben.id, messages: "stubs" });
  const left = async () => (await database().select({ kind: jobs.kind }).from(jobs)).map(({ kind }) => kind);
  await expect.poll(left).toEqual(["erase-file", "erase-file"]);

  const ended = end();
  for (const count of [1, 2]) {
    await expect.poll(() => letGo.length).toBe(count);
    letGo.at(-1)?.();
  }
  await ended;
});
