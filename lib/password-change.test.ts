import { expect, test } from "vitest";
import { findViewer, signIn } from "@/lib/sessions";
import { PASSWORD, person, secondDevice } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import { changePassword } from "./password-change";

setStage();
const device = { ip: null, userAgent: null };
const WANTED = "a flamingo on the lake";
const changeTo = (viewer: Awaited<ReturnType<typeof person>>, wanted: string, present = PASSWORD) =>
  changePassword(viewer, { viewerId: viewer.id, present, wanted });

test("a changed password opens a session, the old one none, and only the session that changed it goes on", async () => {
  const ana = await person("Ana");
  const phone = await secondDevice(ana);
  const left = await changeTo(ana, WANTED);

  expect(left.map(({ id }) => id)).toEqual([ana.sessionId]);
  const claims = { sub: ana.id, authVersion: 1 };
  expect(await findViewer({ ...claims, sessionId: ana.sessionId })).toMatchObject({ id: ana.id });
  expect(await findViewer({ ...claims, sessionId: phone.sessionId })).toBeUndefined();
  await expect(signIn({ username: ana.username, password: PASSWORD }, device)).rejects.toMatchObject({
    code: "wrong-credentials",
  });
  await expect(signIn({ username: ana.username, password: WANTED }, device)).resolves.toMatchObject({ sub: ana.id });
});

test.each([
  ["not it", WANTED, "wrong-password"],
  [`${PASSWORD}x`, WANTED, "wrong-password"],
  [PASSWORD, "eleven char", "password-too-short"],
  [PASSWORD, "ü".repeat(37), "password-too-long"],
])("from %j to %j is refused as %s, and everything stays as it was", async (present, wanted, code) => {
  const ana = await person("Ana");
  const phone = await secondDevice(ana);
  await expect(changeTo(ana, wanted, present)).rejects.toMatchObject({ code });
  expect(await findViewer({ sub: ana.id, sessionId: phone.sessionId, authVersion: 1 })).toBeDefined();
  await expect(signIn({ username: ana.username, password: PASSWORD }, device)).resolves.toBeDefined();
});

test("of two changes at the same moment one counts, and whoever signs in meanwhile with the old password is not in", async () => {
  const ana = await person("Ana");
  const phone = await secondDevice(ana);
  const [one, other, entered] = await Promise.allSettled([
    changeTo(ana, WANTED),
    changeTo(phone, "another flamingo there"),
    signIn({ username: ana.username, password: PASSWORD }, device),
  ]);
  expect([one.status, other.status].sort()).toEqual(["fulfilled", "rejected"]);
  if (entered.status === "fulfilled") expect(await findViewer(entered.value)).toBeUndefined();
});
