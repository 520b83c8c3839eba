import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { deactivateAccount } from "@/lib/account-changes";
import { createAccount, listAccounts } from "@/lib/accounts";
import { createReset, resetPassword } from "@/lib/resets";
import { findViewer, signIn } from "@/lib/sessions";
import { ACCOUNTS_PER_PAGE } from "@/lib/wire/limits";
import { DEVICE } from "@/tests/stage/accounts";
import { administrator, person } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

setStage();

test("everybody is listed, page after page, also who is deactivated", async () => {
  const ana = await administrator("Ana");
  const gone = await person("Gone");
  await deactivateAccount(ana, { personId: gone.id });
  const group = `crowd-${randomUUID().slice(0, 8)}`;
  const usernames = Array.from({ length: ACCOUNTS_PER_PAGE + 5 }, (_, place) => `${group}-${100 + place}`);
  for (const username of usernames) await createAccount(ana, { username, name: "Somebody" });

  const first = await listAccounts(ana, { query: group, after: "" });
  const second = await listAccounts(ana, { query: group, after: first.nextAfter! });
  expect(second.nextAfter).toBeNull();
  expect([...first.accounts, ...second.accounts].map(({ username }) => username)).toEqual(usernames);
  expect((await listAccounts(ana, { query: gone.username, after: "" })).accounts).toMatchObject([
    { id: gone.id, name: "Gone", role: "member", isDeactivated: true },
  ]);
});

test("an account that somebody else made is opened by a reset link, and by no password before", async () => {
  const username = `gus-${randomUUID().slice(0, 8)}`;
  const id = await createAccount(null, { username, name: "Gus" });
  await expect(signIn({ username, password: "noodles at seven" }, DEVICE)).rejects.toMatchObject({
    code: "wrong-credentials",
  });
  const { token } = await createReset(null, { personId: id });
  const claims = await resetPassword({ token, password: "noodles at seven" }, DEVICE);
  expect(await findViewer(claims)).toMatchObject({ id, username });
  await expect(createAccount(null, { username, name: "Gus" })).rejects.toMatchObject({ code: "username-taken" });
});

test("Eve lists nobody and makes nobody", async () => {
  const eve = await person("Eve");
  await expect(listAccounts(eve, { query: "", after: "" })).rejects.toMatchObject({ code: "not-allowed" });
  await expect(createAccount(eve, { username: "mallory", name: "M" })).rejects.toMatchObject({ code: "not-allowed" });
});
