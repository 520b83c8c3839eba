import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { expect, onTestFinished, test } from "vitest";
import { closeDatabase, openDatabase } from "@/db/client";
import { answer } from "@/lib/answer";
import { setLog } from "@/lib/log";
import { listMessages, sendMessages } from "@/lib/messages";
import { startThread } from "@/lib/new-threads";
import type { Viewer } from "@/lib/sessions";
import { SendMessages } from "@/lib/wire/messages";
import { castOfThree, draft } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

const stage = setStage({ poolSize: 2 });

const send = (viewer: Viewer, threadId: string, body: string) =>
  answer(SendMessages, { viewerId: viewer.id, threadId, drafts: [draft(body)] }, (input) =>
    sendMessages(viewer, input),
  );

test("a pool of two finishes two hundred sends at once, and groups that are made meanwhile", async () => {
  const { ana, ben, eve, threadId } = await castOfThree();
  const group = { viewerId: ana.id, personIds: [ben.id, eve.id], title: "" };
  const [sent, made] = await Promise.all([
    Promise.all(Array.from({ length: 200 }, (_, number) => send(number % 2 ? ana : ben, threadId, `${number}`))),
    Promise.all(Array.from({ length: 20 }, () => startThread(ana, group))),
  ]);
  const places = sent.map((outcome) => outcome.ok && outcome.value[0]?.ok && outcome.value[0].value.seq);
  expect(places.toSorted((one, other) => Number(one) - Number(other))).toEqual(
    Array.from({ length: 200 }, (_, place) => place + 1),
  );
  expect(new Set(made.map((thread) => thread.threadId)).size).toBe(20);
});

test("without a connection to be had the answer says when to try again, and then it works", async () => {
  setLog("silent", { out: () => {}, error: () => {} });
  const { ana, ben, threadId } = await castOfThree();
  const others = await takeConnections(2);
  expect(await send(ana, threadId, "too many")).toMatchObject({ ok: false, code: "unavailable", retryAfter: 1 });

  await others.end();
  await expect.poll(() => send(ana, threadId, "Noodles?")).toMatchObject({ ok: true });
  const { messages } = await listMessages(ben, { viewerId: ben.id, threadId, before: 9 });
  expect(messages.map(({ body }) => body)).toEqual(["Noodles?"]);
});

/** From now on the pool has a role that may hold so many connections, and somebody else holds them. */
async function takeConnections(count: number): Promise<postgres.Sql> {
  const role = `narrow_${randomUUID().slice(0, 8)}`;
  const admin = postgres(stage.databaseUrl(), { max: 1, onnotice: () => {} });
  await admin.unsafe(`create role ${role} login in role parley connection limit ${count}`);
  const url = stage.databaseUrl().replace("//parley@", `//${role}@`);
  const others = postgres(url, { max: count, onnotice: () => {} });
  await Promise.all(Array.from({ length: count }, () => others.begin((sql) => sql`select pg_sleep(0.1)`)));
  await closeDatabase();
  openDatabase(url, 2);

  onTestFinished(async () => {
    await closeDatabase();
    openDatabase(stage.databaseUrl(), 2);
    await admin.unsafe(`drop role ${role}`);
    await admin.end();
  });
  return others;
}
