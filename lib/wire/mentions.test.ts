import { expect, test } from "vitest";
import { usernamesIn } from "./mentions";

test.each([
  ["@ben", ["ben"]],
  ["Hello @Ben, and @ana-1.", ["ben", "ana-1"]],
  ["(@a.b_c) @@ben a@ben.example ..@ben", ["a.b_c"]],
  ["@ben @BEN", ["ben"]],
  ["`@ben` and ```\n@ana\n``` but @eve", ["eve"]],
  ["an open ``` @ben", []],
  ["@ ben @- @", []],
  ["@Żółć", ["żółć"]],
])("the names in %j are %j", (body, usernames) => {
  expect(usernamesIn(body)).toEqual(usernames);
});
