import { expect, test } from "vitest";
import { changePassword } from "@/lib/password-change";
import { endOtherSessions, endOwnSession } from "@/lib/sessions";
import { castOfThree, PASSWORD, secondDevice } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";
import { next, serveSockets, sync } from "@/tests/stage/tabs";

setStage();
const server = serveSockets();

const ways: [string, (viewer: Awaited<ReturnType<typeof secondDevice>>, other: string) => Promise<unknown>][] = [
  ["signed out from another", (viewer, sessionId) => endOwnSession(viewer, { viewerId: viewer.id, sessionId })],
  ["one of all the others", (viewer) => endOtherSessions(viewer)],
  [
    "left with an old password",
    (viewer) => changePassword(viewer, { viewerId: viewer.id, present: PASSWORD, wanted: "a flamingo on the lake" }),
  ],
];

test.each(ways)("the sockets of a session that is %s close at once, and nobody else's", async (_way, end) => {
  const { ana, ben } = await castOfThree();
  const anasPhone = await secondDevice(ana);
  const [here, there, bens] = [await server.openTab(ana), await server.openTab(anasPhone), await server.openTab(ben)];
  const ended = next(there, "session:ended");
  await end(ana, anasPhone.sessionId);
  await ended;

  expect(server.socketsOf(ana)).toBe(1);
  expect([(await sync(here, ana)).ok, (await sync(bens, ben)).ok]).toEqual([true, true]);
  await expect(server.openTab(anasPhone)).rejects.toThrow();
});
