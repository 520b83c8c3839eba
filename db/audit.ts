import { database, type Transaction } from "./client";
import { auditLog } from "./schema";

/** Adds a row; in a transaction it stands or falls with what it tells of. */
export async function insertAuditRow(
  row: Omit<typeof auditLog.$inferInsert, "id" | "at">,
  connection: Transaction | ReturnType<typeof database> = database(),
): Promise<void> {
  await connection.insert(auditLog).values(row);
}
