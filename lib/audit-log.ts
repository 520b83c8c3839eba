import { findAuditRows } from "@/db/audit-log";
import { requireAdministrator } from "@/lib/administrators";
import type { Viewer } from "@/lib/sessions";
import type { AuditFilter, AuditPage, AuditRow } from "@/lib/wire/audit-log";

const ROWS_PER_PAGE = 50;
const ROWS_PER_PIECE = 500;

/** A page of the audit log, newest first. */
export async function listAuditRows(viewer: Viewer, filter: AuditFilter): Promise<AuditPage> {
  requireAdministrator(viewer);
  return findAuditPage(filter, ROWS_PER_PAGE);
}

/** All that the filter asks for, newest first, a piece at a time: the log may be longer than the memory. */
export async function* exportAuditRows(viewer: Viewer, filter: AuditFilter): AsyncGenerator<AuditRow[]> {
  requireAdministrator(viewer);
  let before = filter.before ?? null;
  do {
    const piece = await findAuditPage({ ...filter, before: before ?? undefined }, ROWS_PER_PIECE);
    yield piece.rows;
    before = piece.nextBefore;
  } while (before !== null);
}

async function findAuditPage(filter: AuditFilter, limit: number): Promise<AuditPage> {
  const found = await findAuditRows(filter, limit + 1);
  const rows = found.slice(0, limit).map((row) => ({ ...row, at: row.at.toISOString() }));
  return { rows, nextBefore: found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}
