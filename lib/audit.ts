import { insertAuditRow } from "@/db/audit";
import type { Transaction } from "@/db/client";
import type { AuditAction } from "@/lib/wire/audit";

type Deed = {
  action: AuditAction;
  /** Null when nobody is signed in: on the command line, or at a door. */
  actorId: string | null;
  /** Whom or what it was done to. */
  subjectId?: string;
  /** What else there is to know; never a password, a token or what somebody wrote. */
  details?: Record<string, string | number | boolean | null>;
  ip?: string | null;
};

/** Writes down who did what; in a transaction the row stands or falls with the deed. */
export function audit(deed: Deed, tx?: Transaction): Promise<void> {
  return insertAuditRow(deed, tx);
}
