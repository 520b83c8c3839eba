import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { contractionsIn } from "./architecture/migrations";

const FOLDER = "db/migrations";
/** The migrations before this one were made when nobody ran Parley yet. */
const FIRST = "0017";

test("no migration takes away what the build before it uses", () => {
  const paths = readdirSync(FOLDER).filter((name) => name.endsWith(".sql") && name >= FIRST);
  expect(paths.flatMap((name) => contractionsIn(name, readFileSync(`${FOLDER}/${name}`, "utf8")))).toEqual([]);
});

test("each way to break the build before is found, and what only adds is not", () => {
  for (const statement of [
    "alter table users drop column hat",
    'ALTER TABLE "users" DROP "hat";',
    "alter table users drop constraint c, drop column hat",
    "drop table if exists users cascade",
    "alter table users rename column hat to cap",
    "alter table users rename to people",
    "alter index a rename to b; alter table t rename c to d",
    "alter table users alter column hat set not null",
    "alter table users add column hat text not null",
    "alter table users alter hat type int using hat::int",
    "alter table users alter column hat set data type int",
    "drop function send_messages(uuid, uuid, uuid, jsonb)",
    "drop view people",
    "alter function a() rename to b",
  ]) {
    expect([statement, contractionsIn("x.sql", statement)]).toEqual([statement, [expect.stringContaining("x.sql")]]);
    expect(contractionsIn("x.sql", `-- contract: unused since 0.3.0\n${statement}`)).toEqual([]);
  }
  for (const statement of [
    "alter table users add column hat text",
    "alter table users add column hat text not null default 'none'",
    'ALTER TABLE "users" ADD COLUMN "hat" boolean DEFAULT false NOT NULL;',
    "create table hats (id uuid primary key not null, color text not null)",
    "create or replace function f() returns int language sql as $$ select 1 $$",
    "drop index users_hat; drop trigger t on users; alter table users drop constraint c; alter table users alter hat drop not null",
    "-- this would drop table users\nselect 1",
    "comment on table users is 'drop table users'",
  ]) {
    expect([statement, contractionsIn("x.sql", statement)]).toEqual([statement, []]);
  }
  expect(contractionsIn("x.sql", "-- contract: unused\ndrop table users")).toHaveLength(1);
});
