import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { database } from "./client";
import { sessions, users } from "./schema";

/** Measured by the database's clock, like every time in it. */
const lifetime = sql`now() + interval '7 days'`;
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
      isStale: sql<boolean>`${sessions.lastSeenAt} < now() - interval '5 minutes'`,
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

/** The session was used: it lasts seven days from now. */
export async function updateSessionSeen(sessionId: string): Promise<void> {
  await database()
    .update(sessions)
    .set({ lastSeenAt: sql`now()`, expiresAt: lifetime })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt)));
}

export async function updateSessionRevoked(sessionId: string): Promise<void> {
  await database()
    .update(sessions)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.revokedAt)));
}
