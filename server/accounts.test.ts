import { expect, test } from "vitest";
import { deactivateAccount } from "@/lib/account-changes";
import { deleteAccount } from "@/lib/deletions";
import { doJobStep } from "@/lib/jobs";
import { createReset, resetPassword } from "@/lib/resets";
import type { Viewer } from "@/lib/sessions";
import { DEVICE } from "@/tests/stage/accounts";
import { administrator, castOfThree, groupOf, person, say, secondDevice } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import { next, serveSockets, sync } from "@/tests/stage/tabs";

setStage();
const server = serveSockets();

const ENDS: [what: string, end: (ana: Viewer, ben: Viewer) => Promise<unknown>][] = [
  ["deactivating an account", (ana, ben) => deactivateAccount(ana, { personId: ben.id })],
  ["deleting an account", (ana, ben) => deleteAccount(ana, { personId: ben.id, messages: "keep" })],
  [
    "setting a password by a reset link",
    async (ana, ben) => {
      const { token } = await createReset(ana, { personId: ben.id });
      return resetPassword({ token, password: "soup on saturdays" }, DEVICE);
    },
  ],
];

for (const [what, end] of ENDS) {
  test(`${what} closes every socket of the person, and lets none of those sessions back in`, async () => {
    const [ana, ben, eve] = [await administrator("Ana"), await person("Ben"), await person("Eve")];
    const phone = await secondDevice(ben);
    const tabs = [await server.openTab(ben), await server.openTab(phone)];
    const evesTab = await server.openTab(eve);
    const ended = Promise.all(tabs.map((tab) => next(tab, "session:ended")));
    await end(ana, ben);
    await ended;

    await expect.poll(() => server.socketsOf(ben)).toBe(0);
    for (const device of [ben, phone]) await expect(server.openTab(device)).rejects.toThrow();
    expect(await sync(evesTab, eve)).toMatchObject({ ok: true });
    expect(evesTab.seen).toEqual([]);
  });
}

test("open tabs are told at once that somebody has no account any more", async () => {
  const { ana, ben } = await castOfThree();
  const tab = await server.openTab(ana);
  const heard = next(tab, "person:changed");
  await deleteAccount(null, { personId: ben.id, messages: "keep" });
  expect(await heard).toEqual({ id: ben.id, name: "Deleted person", pictureId: null, isDeleted: true });
});

test("open tabs are told that there is more of a thread in which somebody's name has gone", async () => {
  const [ana, ben, cleo, eve] = [
    await administrator("Ana"),
    await person("Ben"),
    await person("Cleo"),
    await person("Eve"),
  ];
  const threadId = await groupOf(ana, ben, cleo);
  const { rev } = await say(ben, threadId, "Noodles?");
  const [tab, evesTab] = [await server.openTab(cleo), await server.openTab(eve)];
  const left = next(tab, "message:created");
  await deleteAccount(ana, { personId: ben.id, messages: "stubs" });
  while (await doJobStep());

  // The sweep may have had a word of earlier changes before.
  await expect.poll(() => tab.seen).toContainEqual(["thread:head", { threadId, rev: rev + 1 }]);
  expect(await left).toMatchObject({ event: { type: "left" }, author: { name: "Deleted person" } });
  const joined = await tab.emitWithAck("thread:join", { threadId, rev });
  expect(joined).toMatchObject({ value: { messages: [{ isDeleted: true, author: { name: "Deleted person" } }, {}] } });
  await sync(evesTab, eve);
  expect(evesTab.seen).toEqual([]);
});
