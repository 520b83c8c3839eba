import { and, between, desc, eq, gt, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import { database, type Transaction } from "./client";
import { secondsAgo } from "./moments";
import { sessions, users } from "./schema";

const ADDRESSES_LIMIT = 1000;

/** Measured by the database's clock, like every time in it. */
const lifetime = sql`now() + interval '7 days'`;
const isStale = sql<boolean>`${sessions.lastSeenAt} < now() - interval '5 minutes'`;
export const live = and(isNull(sessions.revokedAt), gt(sessions.expiresAt, sql`now()`), isNull(users.disabledAt));

export async function insertSession(
  session: {
    id: string;
    userId: string;
    ip: string | null;
    userAgent: string | null;
  },
  connection: Transaction | ReturnType<typeof database> = database(),
) {
  await connection.insert(sessions).values({ ...session, expiresAt: lifetime });
}

/** The live session and its person, or undefined when it ended, expired, or was made under an older `authVersion`. */
export async function findSession(sessionId: string, authVersion: number) {
  const [session] = await database()
    .select({
      sessionId: sessions.id,
      id: users.id,
      username: users.username,
      name: users.name,
      pictureId: users.pictureId,
      role: users.role,
      theme: users.theme,
      isStale,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, sessionId), eq(users.authVersion, authVersion), live));
  return session;
}

export async function isSessionLive(
  sessionId: string,
  connection: Transaction | ReturnType<typeof database> = database(),
): Promise<boolean> {
  const [session] = await connection
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, sessionId), live));
  return session !== undefined;
}

/** The session was used: it lasts seven days from now. Written at most every five minutes. */
export async function updateSessionSeen(sessionId: string): Promise<void> {
  await database()
    .update(sessions)
    .set({ lastSeenAt: sql`now()`, expiresAt: lifetime })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt), isStale));
}

/** Sessions that ended in the last seconds: revoked, run out, or of people who were disabled. */
export async function findSessionsEndedWithin(seconds: number): Promise<string[]> {
  const since = secondsAgo(seconds);
  const ended = await database()
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      or(gt(sessions.revokedAt, since), between(sessions.expiresAt, since, sql`now()`), gt(users.disabledAt, since)),
    );
  return ended.map(({ id }) => id);
}

export async function updateSessionRevoked(sessionId: string): Promise<void> {
  await revoke(database(), eq(sessions.id, sessionId));
}

/** A person's sessions that go on, the one used last first. */
export function findSessionsOf(userId: string, limit: number) {
  return database()
    .select({
      id: sessions.id,
      userAgent: sessions.userAgent,
      address: sessions.ip,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.userId, userId), live))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
    .limit(limit);
}

/** Where sessions of a person began within so many days, those that have ended too. */
export async function findAddressesOf(userId: string, days: number): Promise<(string | null)[]> {
  const found = await database()
    .selectDistinct({ address: sessions.ip })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.createdAt, secondsAgo(days * 24 * 60 * 60))))
    .limit(ADDRESSES_LIMIT);
  return found.map(({ address }) => address);
}

/** Whether the session is or was of that person. */
export async function isSessionOf(tx: Transaction, userId: string, sessionId: string): Promise<boolean> {
  const [session] = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)));
  return session !== undefined;
}

/** Ends every session of a person, one of them, or all but the one that goes on; answers which have ended by it. */
export function updateSessionsRevoked(
  tx: Transaction,
  userId: string,
  { only, except }: { only?: string; except?: string } = {},
): Promise<string[]> {
  const isChosen = and(only ? eq(sessions.id, only) : undefined, except ? ne(sessions.id, except) : undefined);
  return revoke(tx, and(eq(sessions.userId, userId), isChosen));
}

async function revoke(connection: Transaction | ReturnType<typeof database>, condition: SQL | undefined) {
  const revoked = await connection
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(condition, isNull(sessions.revokedAt)))
    .returning({ id: sessions.id });
  return revoked.map(({ id }) => id);
}
