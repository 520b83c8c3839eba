import { expect, test } from "vitest";
import { database } from "@/db/client";
import { auditLog } from "@/db/schema";
import { audit } from "@/lib/audit";
import { AuditFilter } from "@/lib/wire/audit-log";
import { administrator, person } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import { csvOf } from "./audit-csv";
import { exportAuditRows, listAuditRows } from "./audit-log";

setStage();
const ask = (filter: Record<string, unknown> = {}) => AuditFilter.parse(filter);

test("the log is read newest first, a page at a time, and no row is left out or shown twice", async () => {
  const [ada, ben] = [await administrator("Ada"), await person("Ben")];
  for (let count = 1; count <= 60; count += 1) {
    await audit({ action: "signed-in", actorId: ben.id, subjectId: ben.id, details: { count } });
  }
  const first = await listAuditRows(ada, ask({ who: ben.username }));
  const second = await listAuditRows(ada, ask({ who: ben.username, before: String(first.nextBefore) }));
  const counts = [...first.rows, ...second.rows].map(({ details }) => details.count);
  expect(counts).toEqual(Array.from({ length: 60 }, (_, place) => 60 - place));
  expect([first.rows.length, second.nextBefore]).toEqual([50, null]);
  expect(first.rows[0]).toMatchObject({ actor: { username: ben.username }, subject: { name: "Ben" } });
});

test("who, what and when are asked for together", async () => {
  const [ada, ben, eve] = [await administrator("Ada"), await person("Ben"), await person("Eve")];
  await audit({ action: "signed-in", actorId: ben.id });
  const renamed = { action: "name-changed", actorId: eve.id, at: new Date("2026-03-01T23:59:59Z") };
  await database()
    .insert(auditLog)
    .values([{ ...renamed, subjectId: ben.id }, renamed]);
  const actionsFor = async (filter: Record<string, string>) =>
    (await listAuditRows(ada, ask(filter))).rows.map(({ action }) => action);

  expect(await actionsFor({ who: ben.username.toUpperCase() })).toEqual(["name-changed", "signed-in"]);
  expect(await actionsFor({ who: ben.username, action: "signed-in" })).toEqual(["signed-in"]);
  expect(await actionsFor({ who: eve.username, from: "2026-03-01", to: "2026-03-01" })).toHaveLength(2);
  expect(await actionsFor({ who: eve.username, to: "2026-02-28" })).toEqual([]);
  expect(await actionsFor({ who: eve.username, from: "2026-03-02" })).toEqual([]);
  expect(await actionsFor({ who: "nobody-of-that-name" })).toEqual([]);
});

test("whatever stands in an address, it is a filter", () => {
  const nothing = { who: "", action: undefined, from: undefined, to: undefined, before: undefined };
  const odd = { who: ["a", "b"], action: "'; drop table users", from: "0000-01-01", to: "yesterday", before: "-1" };
  expect(ask(odd)).toEqual(nothing);
  expect(ask({})).toEqual(nothing);
});

test("a table program gets the same rows, and runs none of them", async () => {
  const [ada, ben] = [await administrator("Ada"), await person("Ben")];
  await audit({ action: "name-changed", actorId: ben.id, ip: '=HYPERLINK("http://evil.example")' });
  await audit({ action: "signed-in", actorId: ben.id, details: { name: 'a "quoted" one' } });
  const csv = await new Response(csvOf(exportAuditRows(ada, ask({ who: ben.username })))).text();

  const lines = csv.trimEnd().split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[0]).toBe('"at","actor","action","subject","details","address"');
  expect(lines[1]).toContain('"{""name"":""a \\""quoted\\"" one""}"');
  expect(lines[2]).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
});

test("it is for administrators alone", async () => {
  const [ada, eve] = [await administrator("Ada"), await person("Eve")];
  expect(await listAuditRows(ada, ask())).toBeDefined();
  const refusal = { code: "not-allowed" };
  await expect(listAuditRows(eve, ask())).rejects.toMatchObject(refusal);
  await expect(exportAuditRows(eve, ask()).next()).rejects.toMatchObject(refusal);
});
