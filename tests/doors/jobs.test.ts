import { once } from "node:events";
import { and, eq, isNotNull, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { jobs, messages } from "@/db/schema";
import { deleteAccount } from "@/lib/deletions";
import { openThread } from "@/lib/threads";
import { groupOf, person } from "@/tests/stage/cast";
import { holdRows } from "@/tests/stage/locks";
import { fillThread } from "@/tests/stage/long-thread";
import { startServer } from "@/tests/stage/server";
import { setStage } from "@/tests/stage/stage";

const stage = setStage();
const secret = "a secret of the doors, long enough for everyone";

test("a deletion is done to its end, though the process that was at it is killed", async () => {
  const [ana, ben, cleo] = [await person("Ana"), await person("Ben"), await person("Cleo")];
  const threadId = await groupOf(ana, ben, cleo);
  await fillThread(threadId, [ben], 2_000);
  const { rev } = (await openThread(ana, threadId)).summary;
  await deleteAccount(null, { personId: ben.id, messages: "stubs" });
  const bens = and(eq(messages.authorId, ben.id), eq(messages.kind, "text"));
  const stubs = () => database().$count(messages, and(bens, isNotNull(messages.deletedAt)));

  const variables = { DATABASE_URL: stage.databaseUrl(), NEXTAUTH_SECRET: secret };
  // In the batch from 1401 to 1600 it comes upon a message that somebody else holds, and there it is killed.
  const free = await holdRows(
    stage.databaseUrl(),
    (sql) => sql`select from messages where thread_id = ${threadId} and seq = 1500 for update`,
  );
  const killed = await startServer(variables);
  await expect.poll(stubs).toBe(1399);
  killed.process.kill("SIGKILL");
  await once(killed.process, "close");
  await free();

  const server = await startServer(variables);
  await expect.poll(() => database().$count(jobs, isNull(jobs.doneAt))).toBe(0);
  expect(await stubs()).toBe(2_000);
  expect((await openThread(ana, threadId)).summary.rev).toBe(rev + Math.ceil(2_001 / 200) + 2);
  expect(await server.stop()).toBe(0);
});
