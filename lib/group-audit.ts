import type { Transaction } from "@/db/client";
import { audit } from "@/lib/audit";
import type { AuditAction } from "@/lib/wire/audit";
import type { SystemEvent } from "@/lib/wire/messages";

type Deed = { action: AuditAction; subjectId: string; details?: { role?: string; history?: string } };

/** Writes down what was done in a group, once for each person that it was done to. A title is what somebody wrote. */
export async function auditGroup(
  tx: Transaction,
  { threadId, authorId, event }: { threadId: string; authorId: string; event: SystemEvent },
): Promise<void> {
  for (const { details, ...deed } of deedsIn(event, threadId, authorId)) {
    await audit({ actorId: authorId, ...deed, details: { threadId, ...details } }, tx);
  }
}

function deedsIn(event: SystemEvent, threadId: string, authorId: string): Deed[] {
  switch (event.type) {
    case "created":
      return [{ action: "group-started", subjectId: threadId }];
    case "added":
      return event.people.map(({ id }) => ({ action: "participant-added", subjectId: id }));
    case "removed":
      return [{ action: "participant-removed", subjectId: event.person.id }];
    case "left":
      return [{ action: "participant-left", subjectId: authorId }];
    case "role":
      return [{ action: "role-set", subjectId: event.person.id, details: { role: event.role } }];
    case "renamed":
      return [{ action: "group-renamed", subjectId: threadId }];
    case "picture":
      return [{ action: "group-picture-set", subjectId: threadId }];
    case "history":
      return [{ action: "history-set", subjectId: threadId, details: { history: event.history } }];
  }
}
