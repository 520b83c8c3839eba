import { z } from "zod";
import { AUDIT_ACTIONS } from "./audit";
import { text } from "./text";

/** Somebody who did something, or to whom it was done. */
export type AuditPerson = { id: string; name: string; username: string };

/** What somebody did. `at` is ISO 8601 in UTC; `subject` is who `subjectId` is, where it is a person. */
export type AuditRow = {
  id: number;
  at: string;
  action: string;
  actor: AuditPerson | null;
  subject: AuditPerson | null;
  subjectId: string | null;
  details: Record<string, string | number | boolean | null>;
  address: string | null;
};

/** `nextBefore` asks for the page after this one; null when there is none. */
export type AuditPage = { rows: AuditRow[]; nextBefore: number | null };

const Day = z.iso
  .date()
  .max(10)
  .regex(/^[12]\d{3}-/)
  .optional()
  .catch(undefined);

export type AuditFilter = z.infer<typeof AuditFilter>;
/**
 * Who did it or to whom, by username; what; and on which days in UTC, the last one included. Read from an address, in which
 * anything may stand: what is none of these asks for nothing.
 */
export const AuditFilter = z.object({
  who: text(64).trim().toLowerCase().catch(""),
  action: z.enum(AUDIT_ACTIONS).optional().catch(undefined),
  from: Day,
  to: Day,
  before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
});
