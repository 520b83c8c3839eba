import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { database } from "@/db/client";
import { users } from "@/db/schema";
import { findPeople } from "@/lib/people";
import { person } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

setStage();

test("people are found by the beginning of a name, a later name or the username, without oneself and the disabled", async () => {
  const [ana, ben, zoe, gone] = await Promise.all(["Ana", "Ben Quill", "Zoe_%", "Quentin"].map(person));
  await database().update(users).set({ disabledAt: new Date() }).where(eq(users.id, gone!.id));
  const namesFor = async (query: string) =>
    (await findPeople(ana!, { viewerId: ana!.id, query })).map(({ name }) => name);

  expect(await namesFor("")).toEqual(["Ben Quill", "Zoe_%"]);
  expect(await namesFor("be")).toEqual(["Ben Quill"]);
  expect(await namesFor(" QUI")).toEqual(["Ben Quill"]);
  expect(await namesFor(zoe!.username)).toEqual(["Zoe_%"]);
  expect(await namesFor("%")).toEqual([]);
  expect(await namesFor("en")).toEqual([]);
  expect(ben).toBeDefined();
});
