import { expect, test, vi } from "vitest";
import { removeParticipant } from "@/lib/membership";
import { groupOf, person, say } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import { next, serveSockets, type TestTab } from "@/tests/stage/tabs";

/** What happens after an answer was read and before it is given. */
const meanwhile = vi.hoisted(() => ({ happens: async () => {} }));

vi.mock("@/lib/sync", async (importOriginal) => {
  const real = await importOriginal<typeof import("@/lib/sync")>();
  const overtaken =
    <Asked extends unknown[], Value>(read: (...asked: Asked) => Promise<Value>) =>
    async (...asked: Asked) => {
      const value = await read(...asked);
      await meanwhile.happens();
      return value;
    };
  return { ...real, sync: overtaken(real.sync), joinThread: overtaken(real.joinThread) };
});

setStage();
const server = serveSockets();

/** Ben's tab, and how he is removed from his group while an answer to him is on its way. */
async function bensTab() {
  const [ana, ben, cleo] = [await person("Ana"), await person("Ben"), await person("Cleo")];
  const threadId = await groupOf(ana, ben, cleo);
  await say(ana, threadId, "Noodles?");
  meanwhile.happens = async () => {};
  const tab = await server.openTab(ben);
  meanwhile.happens = async () => {
    const gone = next(tab, "thread:gone");
    await removeParticipant(ana, { viewerId: ana.id, threadId, personId: ben.id });
    await gone;
  };
  return { tab, ben, threadId };
}

const afterGone = ({ seen }: TestTab) => seen.slice(seen.findIndex(([event]) => event === "thread:gone") + 1);

test("a sync that was read before a removal does not bring the thread back, nor how far the others are", async () => {
  const { tab, ben, threadId } = await bensTab();
  const known = { viewerId: ben.id, threads: [{ id: threadId, rev: 0 }], openThreadId: threadId };
  const answer = await tab.timeout(5000).emitWithAck("sync", known);
  const nothing = {
    list: expect.objectContaining({ threads: [] }),
    threads: { [threadId]: { kind: "gone" } },
    receipts: [],
    people: [],
    theme: "system",
  };
  expect(answer).toEqual({ ok: true, value: nothing });
  expect(afterGone(tab)).toEqual([]);
});

test("nor does the answer to a tab that opens the thread at that moment", async () => {
  const { tab, threadId } = await bensTab();
  const answer = await tab.emitWithAck("thread:join", { threadId, rev: 0 });
  expect(answer).toEqual({ ok: true, value: { kind: "gone" } });
  expect(afterGone(tab)).toEqual([]);
});
