import { and, desc, eq, gte, lt, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { database } from "./client";
import { auditLog, users } from "./schema";

const actors = alias(users, "actors");
const subjects = alias(users, "subjects");

type Filter = {
  who: string;
  action?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  before?: number | undefined;
};

/** The newest rows that the filter asks for, newest first, from the row `before` on. */
export function findAuditRows({ who, action, from, to, before }: Filter, limit: number) {
  const startOf = (day: string, later = 0) => sql`(${day}::date + ${later}::integer)::timestamp at time zone 'UTC'`;
  return database()
    .select({
      id: auditLog.id,
      at: auditLog.at,
      action: auditLog.action,
      actor: { id: actors.id, name: actors.name, username: actors.username },
      subject: { id: subjects.id, name: subjects.name, username: subjects.username },
      subjectId: auditLog.subjectId,
      details: auditLog.details,
      address: auditLog.ip,
    })
    .from(auditLog)
    .leftJoin(actors, eq(actors.id, auditLog.actorId))
    .leftJoin(subjects, eq(subjects.id, auditLog.subjectId))
    .where(
      and(
        before ? lt(auditLog.id, before) : undefined,
        action ? eq(auditLog.action, action) : undefined,
        who ? or(eq(auditLog.actorId, personCalled(who)), eq(auditLog.subjectId, personCalled(who))) : undefined,
        from ? gte(auditLog.at, startOf(from)) : undefined,
        to ? lt(auditLog.at, startOf(to, 1)) : undefined,
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(limit);
}

function personCalled(username: string) {
  return sql`(select id from ${users} where username = ${username})`;
}
