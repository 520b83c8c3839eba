import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { person } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import { insertAuditRow } from "./audit";
import { database } from "./client";
import { auditLog } from "./schema";

setStage();

test("the application can add to the audit log, and change or take away nothing in it", async () => {
  const ana = await person("Ana");
  await insertAuditRow({ actorId: ana.id, action: "signed-in", ip: "127.0.0.1" });

  for (const deed of [
    sql`update audit_log set action = 'nothing'`,
    sql`delete from audit_log`,
    sql`truncate audit_log`,
    sql`alter table audit_log add column action_before text`,
    sql`drop table audit_log`,
    sql`set role parley`,
  ])
    await expect(database().execute(deed)).rejects.toMatchObject({ cause: { code: "42501" } });
  expect(await database().select().from(auditLog)).toMatchObject([{ actorId: ana.id, action: "signed-in" }]);
});
