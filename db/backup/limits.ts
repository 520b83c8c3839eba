import type postgres from "postgres";

/** Whatever an administrator of PostgreSQL has set for statements of seconds, a whole database takes its time. */
export async function lift(tx: postgres.TransactionSql): Promise<void> {
  const limits = ["statement_timeout", "idle_in_transaction_session_timeout", "transaction_timeout"];
  // The last one is there since PostgreSQL 17.
  await tx`select set_config(name, '0', true) from pg_settings where name in ${tx(limits)}`;
}
