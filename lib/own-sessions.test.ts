import { expect, test } from "vitest";
import { endOtherSessions, endOwnSession, findViewer, listSessions, signIn, type Viewer } from "@/lib/sessions";
import { castOfThree, PASSWORD, person, secondDevice } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

const { announced } = setStage();
const isLive = async ({ id, sessionId }: Viewer) =>
  (await findViewer({ sub: id, sessionId, authVersion: 1 })) !== undefined;

test("one's sessions are listed with where and by what they are used, and nobody else's among them", async () => {
  const { ana, ben } = await castOfThree();
  await signIn({ username: ana.username, password: PASSWORD }, { ip: "192.0.2.7", userAgent: "a browser" });
  const listed = await listSessions(ana);

  expect(listed).toHaveLength(2);
  expect(listed.find(({ isThis }) => isThis)?.id).toBe(ana.sessionId);
  expect(listed.find(({ isThis }) => !isThis)).toMatchObject({ address: "192.0.2.7", userAgent: "a browser" });
  expect((await listSessions(ben)).map(({ id }) => id)).toEqual([ben.sessionId]);
});

test("a session that one ends is over, and ending it again is the same", async () => {
  const ana = await person("Ana");
  const phone = await secondDevice(ana);
  for (const _again of [1, 2]) {
    const left = await endOwnSession(ana, { viewerId: ana.id, sessionId: phone.sessionId });
    expect(left.map(({ id }) => id)).toEqual([ana.sessionId]);
  }
  expect([await isLive(ana), await isLive(phone)]).toEqual([true, false]);
  expect(announced.filter((word) => word.type === "session:ended" && word.sessionId === phone.sessionId)).toHaveLength(
    1,
  );
});

test("all others end at once, and this one goes on", async () => {
  const { ana, ben } = await castOfThree();
  const [phone, tablet] = [await secondDevice(ana), await secondDevice(ana)];
  expect(await endOtherSessions(ana)).toHaveLength(1);
  expect([await isLive(ana), await isLive(phone), await isLive(tablet)]).toEqual([true, false, false]);
  expect(await isLive(ben)).toBe(true);
});

test("somebody else's session is like an unknown one, and one that has ended ends no other", async () => {
  const { ana, eve } = await castOfThree();
  const end = (viewer: Viewer, sessionId: string) => endOwnSession(viewer, { viewerId: viewer.id, sessionId });
  const refusal = { code: "no-such-session" };
  await expect(end(eve, ana.sessionId)).rejects.toMatchObject(refusal);
  await expect(end(eve, crypto.randomUUID())).rejects.toMatchObject(refusal);
  expect(await isLive(ana)).toBe(true);

  const phone = await secondDevice(ana);
  await endOtherSessions(ana);
  await expect(end(phone, ana.sessionId)).rejects.toMatchObject({ code: "signed-out" });
  await expect(endOtherSessions(phone)).rejects.toMatchObject({ code: "signed-out" });
});
