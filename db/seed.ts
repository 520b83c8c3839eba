import { randomUUID } from "node:crypto";
import { and, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import type { PgInsertValue, PgTable } from "drizzle-orm/pg-core";
import { usernamesIn } from "@/lib/wire/mentions";
import { database, type Transaction, transaction } from "./client";
import { DEMO_PASSWORD, DEMO_PEOPLE, DEMO_THREADS, type DemoLine, type DemoName, type DemoThread } from "./demo-story";
import { directThreadId } from "./direct-thread";
import { updateInvitesRevoked } from "./invites";
import { insertJob } from "./jobs";
import { ENTERING } from "./message-words";
import { updateResetsEnded } from "./resets";
import { mentions, messageEdits, messages, reactions, sessions, threadParticipants, threads, users } from "./schema";

/** Lets the demo people sign in. A database without any people gets them first, with their story. */
export async function admitDemoPeople(hashPassword: (password: string) => Promise<string>): Promise<void> {
  await insertDemo(hashPassword, new Date());
  await database()
    .update(users)
    .set({ disabledAt: null })
    .where(and(users.isDemo, isNotNull(users.disabledAt), isNull(users.deletedAt)));
}

/**
 * The demo people cannot sign in, and whoever is signed in as one of them no longer is: their passwords are known. The
 * links that somebody made as the demo's administrator end too.
 */
export async function disableDemoPeople(): Promise<void> {
  await transaction(async (tx) => {
    const disabled = await tx
      .update(users)
      .set({ disabledAt: sql`now()` })
      .where(and(users.isDemo, isNull(users.disabledAt)))
      .returning({ id: users.id });
    if (disabled.length === 0) return;

    const ids = disabled.map(({ id }) => id);
    await tx.update(sessions).set({ revokedAt: sql`now()` }).where(inArray(sessions.userId, ids));
    for (const id of ids) {
      await updateInvitesRevoked(tx, id);
      await updateResetsEnded(tx, id);
    }
  });
}

async function insertDemo(hashPassword: (password: string) => Promise<string>, now: Date): Promise<void> {
  const [anybody] = await database().select({ id: users.id }).from(users).limit(1);
  if (anybody) return;

  const passwordHashes = await Promise.all(Object.keys(DEMO_PEOPLE).map(() => hashPassword(DEMO_PASSWORD)));
  await transaction(async (tx) => {
    await tx.insert(users).values(
      Object.entries(DEMO_PEOPLE).map(([username, person], place) => ({
        ...person,
        username,
        passwordHash: passwordHashes[place] ?? "",
        role: username === "alice" ? ("administrator" as const) : ("member" as const),
        isDemo: true,
      })),
    );
    for (const thread of DEMO_THREADS) await insertStory(tx, thread, now);
    await insertJob(tx, { id: randomUUID(), kind: ENTERING, payload: {} });
  });
}

async function insertStory(
  tx: Transaction,
  { id, title, people, unread, lines }: DemoThread,
  now: Date,
): Promise<void> {
  const ids = people.map((name) => DEMO_PEOPLE[name].id);
  const [first, second] = ids;
  if (!first || !second) throw new Error("A story takes two people.");

  const threadId = id ?? directThreadId(first, second);
  const story = lines.map((line, place) => toMessage(line, { threadId, seq: place + 1 }, now));
  const begun = story[0]?.createdAt ?? now;
  const lastMessageAt = story.at(-1)?.createdAt ?? now;

  await tx.insert(threads).values({
    ...{ id: threadId, kind: title ? "group" : "direct", title, createdBy: first, createdAt: begun },
    ...{ lastSeq: story.length, lastRev: story.length, lastMessageAt, lastChangeAt: now },
  });
  await tx.insert(threadParticipants).values(
    people.map((name) => ({
      ...{ threadId, userId: DEMO_PEOPLE[name].id, role: roleIn(title, name === people[0]), joinedAt: begun },
      ...positionAt(story.length - (unread[name] ?? 0), lastMessageAt),
    })),
  );
  await tx.insert(messages).values(story);
  await insertAll(
    tx,
    messageEdits,
    lines.flatMap(({ before }, place) => {
      const { createdAt = now } = story[place] ?? {};
      return before ? [{ threadId, seq: place + 1, rev: place + 1, body: before, writtenAt: createdAt }] : [];
    }),
  );
  await insertAll(
    tx,
    reactions,
    lines.flatMap(({ reactions = {} }, place) => reactionsTo({ threadId, seq: place + 1 }, reactions, now)),
  );
  await insertAll(
    tx,
    mentions,
    lines.flatMap(({ text }, place) => {
      const named = people.filter((name) => usernamesIn(text).includes(name));
      return named.map((name) => ({ threadId, seq: place + 1, userId: DEMO_PEOPLE[name].id }));
    }),
  );
}

/** Drizzle does not take a list of nothing. */
async function insertAll<Table extends PgTable>(tx: Transaction, table: Table, rows: PgInsertValue<Table>[]) {
  if (rows.length > 0) await tx.insert(table).values(rows);
}

function reactionsTo(place: { threadId: string; seq: number }, reactions: Record<string, DemoName[]>, now: Date) {
  return Object.entries(reactions).flatMap(([emoji, people]) =>
    people.map((name) => ({ ...place, emoji, userId: DEMO_PEOPLE[name].id, createdAt: now })),
  );
}

function positionAt(seq: number, at: Date) {
  return { lastReadSeq: seq, lastReadAt: at, seenSeq: seq, seenAt: at, lastDeliveredSeq: seq };
}

function roleIn(title: string | null, isFirst: boolean): "owner" | "member" {
  return title && isFirst ? "owner" : "member";
}

function toMessage({ who, at, text, before, answers }: DemoLine, place: { threadId: string; seq: number }, now: Date) {
  const createdAt = momentOf(at, now);
  return {
    ...{ ...place, rev: place.seq, id: randomUUID(), authorId: DEMO_PEOPLE[who].id, body: text, createdAt },
    ...{ replyToSeq: answers ? place.seq - answers : null, editedAt: before ? new Date(+createdAt + 60_000) : null },
  };
}

function momentOf(at: string, now: Date): Date {
  const [, days, hours, minutes] = /^(\d+)d (\d\d):(\d\d)$/.exec(at) ?? [];
  if (!days) return new Date(now.getTime() - Number.parseInt(at, 10) * 60_000);

  const moment = new Date(now);
  moment.setDate(moment.getDate() - Number(days));
  moment.setHours(Number(hours), Number(minutes), 0, 0);
  return moment;
}
