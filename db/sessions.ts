import { and, between, eq, gt, isNull, or, sql } from "drizzle-orm";
import { database } from "./client";
import { sessions, users } from "./schema";

/** Measured by the database's clock, like every time in it. */
const lifetime = sql`now() + interval '7 days'`;
const isStale = sql<boolean>`${sessions.lastSeenAt} < now() - interval '5 minutes'`;
const live = and(isNull(sessions.revokedAt), gt(sessions.expiresAt, sql`now()`), isNull(users.disabledAt));

export async function insertSession(session: {
  id: string;
  userId: string;
  ip: string | null;
  userAgent: string | null;
}) {
  await database()
    .insert(sessions)
    .values({ ...session, expiresAt: lifetime });
}

/** The live session and its person, or undefined when it ended, expired, or was made under an older `authVersion`. */
export async function findSession(sessionId: string, authVersion: number) {
  const [session] = await database()
    .select({
      sessionId: sessions.id,
      id: users.id,
      username: users.username,
      name: users.name,
      role: users.role,
      isStale,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, sessionId), eq(users.authVersion, authVersion), live));
  return session;
}

export async function isSessionLive(sessionId: string): Promise<boolean> {
  const [session] = await database()
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
  const since = sql`now() - make_interval(secs => ${seconds})`;
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
  await database()
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt)));
}
