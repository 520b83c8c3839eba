import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/sessions";
import { setSettings } from "@/lib/settings";
import { castOfThree, draft, groupOf, person } from "@/tests/stage/cast";
import { hasRedis, startRedis } from "@/tests/stage/redis";
import { cookieOf, outcomeOf, postAction } from "@/tests/stage/requests";
import { type RunningServer, startServer } from "@/tests/stage/server";
import { setStage } from "@/tests/stage/stage";
import { eventsOf, next, openTab, sync } from "@/tests/stage/tabs";

const stage = setStage();
const secret = "a secret of the doors, long enough for everyone";
let redis: Awaited<ReturnType<typeof startRedis>>;
let [one, other]: RunningServer[] = [];

async function ask(server: RunningServer | undefined, viewer: Viewer, name: string, input: object) {
  const headers = { origin: server!.url, cookie: await cookieOf(viewer) };
  const outcome = await outcomeOf(await postAction(server!.url, name, { viewerId: viewer.id, ...input }, headers));
  expect(outcome).toMatchObject({ ok: true });
}
const say = (server: RunningServer | undefined, viewer: Viewer, threadId: string, body: string) =>
  ask(server, viewer, "sendMessages", { threadId, drafts: [draft(body)] });

/** Each hears the other: on a busy machine the first try to reach Redis may have been in vain, and the next one is later. */
async function whenHeard(): Promise<void> {
  const { ana, ben, threadId } = await castOfThree();
  for (const [from, to] of [
    [one, other],
    [other, one],
  ]) {
    const tab = await openTab(to!.url, ben);
    await vi.waitFor(
      async () => {
        await say(from, ana, threadId, "Do you hear me?");
        await sync(tab, ben);
        expect(eventsOf(tab)).toContain("message:created");
      },
      { timeout: 60_000 },
    );
    tab.disconnect();
  }
}

describe.skipIf(!hasRedis)("two processes with a Redis", () => {
  beforeAll(async () => {
    setSettings({ publicUrl: undefined, isDemo: false, secret });
    redis = await startRedis();
    const variables = { DATABASE_URL: stage.databaseUrl(), NEXTAUTH_SECRET: secret, REDIS_URL: redis.url };
    [one, other] = await Promise.all([startServer(variables), startServer(variables)]);
    await whenHeard();
  });
  afterAll(async () => {
    for (const server of [one, other]) expect(await server?.stop()).toBe(0);
    await redis.stop();
  });

  test("what happens on one reaches the tabs of the other, and only those of participants", async () => {
    const { ana, ben, eve, threadId } = await castOfThree();
    const [bensTab, evesTab] = [await openTab(other!.url, ben), await openTab(other!.url, eve)];

    const arrival = next(bensTab, "message:created");
    await say(one, ana, threadId, "Noodles?");
    expect(await arrival).toMatchObject({ body: "Noodles?", author: { name: "Ana" } });
    await sync(evesTab, eve);
    expect(evesTab.seen).toEqual([]);
    for (const tab of [bensTab, evesTab]) tab.disconnect();
  });

  test("a removal, an addition and a sign-out on one act on the tabs of the other", async () => {
    const [ana, ben, cleo, dora] = await Promise.all(["Ana", "Ben", "Cleo", "Dora"].map(person));
    const threadId = await groupOf(ana!, ben!, cleo!);
    const [bensTab, dorasTab] = [await openTab(other!.url, ben!), await openTab(other!.url, dora!)];

    const gone = next(bensTab, "thread:gone");
    await ask(one, ana!, "removeParticipant", { threadId, personId: ben!.id });
    expect(await gone).toEqual({ threadId });
    const added = next(dorasTab, "thread:added");
    await ask(one, ana!, "addParticipants", { threadId, personIds: [dora!.id] });
    expect(await added).toMatchObject({ id: threadId });
    bensTab.seen.length = 0;
    const arrival = next(dorasTab, "message:created");
    await say(one, ana!, threadId, "after");
    await arrival;
    await sync(bensTab, ben!);
    expect(bensTab.seen).toEqual([]);

    const closed = new Promise((resolve) => dorasTab.once("disconnect", resolve));
    await ask(one, dora!, "signOut", {});
    await closed;
    bensTab.disconnect();
  });

  test("a block, and what is muted, on one act on the tabs of the other", async () => {
    const { ana, ben, threadId } = await castOfThree();
    const [anasTab, bensTab] = [await openTab(other!.url, ana), await openTab(other!.url, ben)];
    const told = [next(anasTab, "blocks:changed"), next(bensTab, "presence"), next(anasTab, "thread:attention")];
    await ask(one, ana, "setBlock", { personId: ben.id, isBlocked: true });
    await ask(one, ana, "setAttention", { threadId, change: { mute: "ever" } });
    expect(await Promise.all(told)).toMatchObject([[ben.id], { personId: ana.id, state: "hidden" }, { threadId }]);

    anasTab.seen.length = 0;
    await bensTab.emitWithAck("typing", { threadId, isTyping: true });
    await sync(anasTab, ana);
    expect(anasTab.seen).toEqual([]);
    for (const tab of [anasTab, bensTab]) tab.disconnect();
  });

  test("who types, who is there, and how far somebody has read cross over, to those in the thread only", async () => {
    const { ana, ben, eve, threadId } = await castOfThree();
    await say(one, ana, threadId, "Noodles?");
    const tabs = [await openTab(one!.url, ana), await openTab(other!.url, ben), await openTab(one!.url, eve)] as const;
    const [anasTab, bensTab, evesTab] = tabs;
    for (const tab of [anasTab, evesTab]) await tab.emitWithAck("presence:watch", { personIds: [ben.id] });

    const [typing, come, seen] = [next(anasTab, "typing"), next(anasTab, "presence"), next(anasTab, "thread:receipt")];
    await bensTab.emitWithAck("typing", { threadId, isTyping: true });
    await bensTab.emitWithAck("presence", { state: "online" });
    await bensTab.emitWithAck("thread:displayed", { threadId, seq: 1, version: 0 });
    expect(await typing).toMatchObject({ threadId, person: { name: "Ben" } });
    expect(await come).toEqual({ personId: ben.id, state: "online", lastSeenAt: null });
    expect(await seen).toMatchObject({ receipt: { personId: ben.id, seenSeq: 1 } });

    const hidden = next(anasTab, "presence");
    await ask(other, ben, "updatePreferences", { change: { presenceOn: false } });
    expect(await hidden).toMatchObject({ personId: ben.id, state: "hidden" });
    await sync(evesTab, eve);
    expect(evesTab.seen).toEqual([]);
    for (const tab of tabs) tab.disconnect();
  });

  test("without Redis nothing is lost: the own node is served at once, the other one by its sweep, and both live on", async () => {
    const { ana, ben, threadId } = await castOfThree();
    const [near, far] = [await openTab(one!.url, ben), await openTab(other!.url, ana)];
    const firsts = [next(near, "message:created"), next(far, "message:created")];
    await say(one, ana, threadId, "with Redis");
    const [{ rev } = { rev: 0 }] = await Promise.all(firsts);

    await redis.stop();
    const arrival = next(near, "message:created");
    const head = next(far, "thread:head");
    await say(one, ana, threadId, "without Redis");
    expect(await arrival).toMatchObject({ body: "without Redis" });
    expect(await head).toEqual({ threadId, rev: rev + 1 });
    const caughtUp = await far.emitWithAck("thread:join", { threadId, rev });
    expect(caughtUp).toMatchObject({ value: { messages: [{ body: "without Redis" }] } });

    redis = await startRedis(redis.port);
    let isBack = false;
    const back = next(far, "message:created").then(() => {
      isBack = true;
    });
    // Until both nodes have found it again; each try is a message more, and none of them is lost.
    while (!isBack) {
      await say(one, ana, threadId, "Redis again");
      await sync(far, ana);
    }
    await back;
    for (const tab of [near, far]) tab.disconnect();
  });
});
