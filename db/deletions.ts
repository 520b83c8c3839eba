import { and, asc, eq, exists, gt, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "./client";
import {
  linkPreviews,
  mentions,
  messageEdits,
  messages,
  reactions,
  sessions,
  threadParticipants,
  users,
} from "./schema";

/** Behind it no name is, and no username that anybody could have chosen: those are shorter. */
export async function updateAccountDeleted(tx: Transaction, personId: string, name: string): Promise<void> {
  const nobody = { username: `deleted.${personId}`, name, passwordHash: "", role: "member", pictureId: null } as const;
  const gone = { disabledAt: sql`now()`, deletedAt: sql`now()`, lastSeenAt: null };
  await tx
    .update(users)
    .set({ ...nobody, ...gone, authVersion: sql`${users.authVersion} + 1` })
    .where(eq(users.id, personId));
  await tx.update(sessions).set({ ip: null, userAgent: null }).where(eq(sessions.userId, personId));
}

/** The next thread behind `after`, by id, that somebody is or was in; undefined behind the last. */
export async function findThreadAfter(
  tx: Transaction,
  personId: string,
  after: string | null,
): Promise<string | undefined> {
  const [found] = await tx
    .select({ id: threadParticipants.threadId })
    .from(threadParticipants)
    .where(and(eq(threadParticipants.userId, personId), after ? gt(threadParticipants.threadId, after) : undefined))
    .orderBy(asc(threadParticipants.threadId))
    .limit(1);
  return found?.id;
}

/** The messages of a thread behind the place `after`, up to `upTo`. */
export type Stretch = { threadId: string; after: number; upTo: number };

const within = ({ threadId, after, upTo }: Stretch) =>
  and(eq(messages.threadId, threadId), gt(messages.seq, after), lte(messages.seq, upTo));

/** Leaves stubs of what somebody wrote there; answers their places. */
export async function updateStubs(tx: Transaction, stretch: Stretch, personId: string): Promise<number[]> {
  const own = and(
    within(stretch),
    eq(messages.authorId, personId),
    eq(messages.kind, "text"),
    isNull(messages.deletedAt),
  );
  for (const table of [messageEdits, reactions, mentions, linkPreviews]) {
    const seqs = tx.select({ seq: messages.seq }).from(messages).where(own);
    await tx.delete(table).where(and(eq(table.threadId, stretch.threadId), inArray(table.seq, seqs)));
  }
  const stubs = await tx
    .update(messages)
    .set({ body: "", deletedAt: sql`clock_timestamp()` })
    .where(own)
    .returning({ seq: messages.seq });
  return stubs.map(({ seq }) => seq);
}

/** Gives one change number to every message there that shows somebody's name; tells whether there was one. */
export async function updateNamings(
  tx: Transaction,
  stretch: Stretch,
  person: { id: string; name: string },
  rev: number,
): Promise<boolean> {
  const isTold = (event: object) => sql`${messages.event} @> ${JSON.stringify(event)}::jsonb`;
  const isOne = isTold({ person: { id: person.id } });
  const isAmong = isTold({ people: [{ id: person.id }] });
  const shows = or(eq(messages.authorId, person.id), isOne, isAmong, belongs(tx, reactions), belongs(tx, mentions));

  function belongs(from: Transaction, table: typeof reactions | typeof mentions): SQL {
    const isTheirs = and(
      eq(table.threadId, messages.threadId),
      eq(table.seq, messages.seq),
      eq(table.userId, person.id),
    );
    return exists(from.select({ seq: table.seq }).from(table).where(isTheirs));
  }

  const named = sql`${JSON.stringify(person)}::jsonb`;
  const event = sql`case
    when ${isOne} then jsonb_set(${messages.event}, '{person}', ${named})
    when ${isAmong} then jsonb_set(${messages.event}, '{people}', (
      select jsonb_agg(case when one->>'id' = ${person.id} then ${named} else one end)
      from jsonb_array_elements(${messages.event}->'people') one))
    else ${messages.event} end`;
  const changed = await tx
    .update(messages)
    .set({ rev, event })
    .where(and(within(stretch), shows))
    .returning({ seq: messages.seq });
  return changed.length > 0;
}
