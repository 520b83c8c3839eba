import type postgres from "postgres";

/** Beside the owner of an embedded database: who the application is there. */
export function applicationUrl(ownerUrl: string): string {
  return ownerUrl.replace("//parley", "//parley_app");
}

/**
 * Makes the role that `url` names, and lets it work with the data: it may change everything but the schema and what is
 * in the audit log, to which it can only add. It sees which migrations were applied. If it is the owner's own role, nobody keeps it from anything.
 */
export async function admitApplication(owner: postgres.Sql | postgres.TransactionSql, url: string): Promise<void> {
  const [, role = "", password = ""] = (/^\w+:\/\/([^:@/]+)(?::([^@]*))?@/.exec(url) ?? []).map(decodeURIComponent);
  const [who] =
    await owner`select current_user as name, exists (select from pg_roles where rolname = ${role}) as "isMade"`;
  if (!role || role === who?.name) return;

  const name = `"${role.replaceAll('"', '""')}"`;
  const secret = password ? `password '${password.replaceAll("'", "''")}'` : "";
  await owner.unsafe(`
    ${who?.isMade ? "alter" : "create"} role ${name} login nosuperuser nocreatedb nocreaterole ${secret};
    grant usage on schema public to ${name};
    grant usage on schema drizzle to ${name};
    grant select on drizzle.__drizzle_migrations to ${name};
    grant select, insert, update, delete on all tables in schema public to ${name};
    revoke update, delete on audit_log from ${name};
  `);
}
