import { randomUUID } from "node:crypto";
import { and, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { database, type Transaction, transaction } from "./client";
import { DEMO_PASSWORD, DEMO_PEOPLE, DEMO_THREADS, type DemoLine, type DemoThread } from "./demo-story";
import { directThreadId } from "./direct-thread";
import { messages, sessions, threadParticipants, threads, users } from "./schema";

/** Lets the demo people sign in. A database without any people gets them first, with their story. */
export async function admitDemoPeople(hashPassword: (password: string) => Promise<string>): Promise<void> {
  await insertDemo(hashPassword, new Date());
  await database()
    .update(users)
    .set({ disabledAt: null })
    .where(and(users.isDemo, isNotNull(users.disabledAt)));
}

/** The demo people cannot sign in, and whoever is signed in as one of them no longer is: their passwords are known. */
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
  const story = lines.map((line, place) => ({ ...toMessage(line, now), threadId, seq: place + 1, rev: place + 1 }));
  const begun = story[0]?.createdAt ?? now;
  const lastMessageAt = story.at(-1)?.createdAt ?? now;

  await tx.insert(threads).values({
    ...{ id: threadId, kind: title ? "group" : "direct", title, createdBy: first, createdAt: begun },
    ...{ lastSeq: story.length, lastRev: story.length, lastMessageAt, lastChangeAt: now },
  });
  await tx.insert(threadParticipants).values(
    people.map((name) => ({
      ...{ threadId, userId: DEMO_PEOPLE[name].id, role: roleIn(title, name === people[0]), joinedAt: begun },
      ...{ lastReadSeq: story.length - (unread[name] ?? 0), lastReadAt: lastMessageAt },
    })),
  );
  await tx.insert(messages).values(story);
}

function roleIn(title: string | null, isFirst: boolean): "owner" | "member" {
  return title && isFirst ? "owner" : "member";
}

function toMessage({ who, at, text }: DemoLine, now: Date) {
  return { id: randomUUID(), authorId: DEMO_PEOPLE[who].id, body: text, createdAt: momentOf(at, now) };
}

function momentOf(at: string, now: Date): Date {
  const [, days, hours, minutes] = /^(\d+)d (\d\d):(\d\d)$/.exec(at) ?? [];
  if (!days) return new Date(now.getTime() - Number.parseInt(at, 10) * 60_000);

  const moment = new Date(now);
  moment.setDate(moment.getDate() - Number(days));
  moment.setHours(Number(hours), Number(minutes), 0, 0);
  return moment;
}
