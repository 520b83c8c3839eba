import { expect, test } from "vitest";
import { createInvite } from "@/lib/invites";
import { createReset } from "@/lib/resets";
import { administrator, PASSWORD, person } from "@/tests/stage/cast";
import { dumpDatabase } from "@/tests/stage/dump";
import { actionIds, cookieOf } from "@/tests/stage/requests";
import { openSite } from "@/tests/stage/site";
import { setStage } from "@/tests/stage/stage";
import { ADDRESSES } from "./matrix/addresses";
import { setScene } from "./matrix/roles";

const site = openSite(setStage());

/** Every address that there is, with ids of what is there, and links that are worth something. */
async function everyAddress() {
  const { viewer, ...scene } = await setScene("owner");
  const ada = await administrator("Ada");
  const paths = await Promise.all(
    Object.values(ADDRESSES).map(({ path }) => path({ ...scene, viewerId: scene.owner.id })),
  );
  const { token: invite } = await createInvite(ada, { viewerId: ada.id, uses: 1, days: 1 });
  const { token: reset } = await createReset(ada, { personId: scene.stranger.id });
  return { owner: viewer, ada, paths: [...paths, `/join/${invite}`, `/reset/${reset}`], threadId: scene.threadId };
}

test("nothing that is asked with GET or HEAD changes anything, whoever asks", async () => {
  const { owner, ada, paths, threadId } = await everyAddress();
  const ana = await person("Ana");
  const typed = new URLSearchParams({ username: ana.username, password: PASSWORD, json: "true" });
  const asked = [
    ...paths,
    ...paths.map((path) => `${path}${path.includes("?") ? "&" : "?"}${typed}`),
    ...Object.values(actionIds()).map((id) => `/t/${threadId}?$ACTION_ID_${id}=`),
    ...["signin", "signout", "csrf", "providers", "error", "callback/credentials", "signin/credentials"].map(
      (step) => `/api/auth/${step}?${typed}`,
    ),
  ];
  const cookies = await Promise.all([owner!, ada].map(cookieOf));
  const id = actionIds().markAllRead ?? "";
  const before = await dumpDatabase();
  expect(before.messages?.length).toBeGreaterThan(0);

  let answered = 0;
  for (const cookie of [...cookies, ""]) {
    for (const method of ["GET", "HEAD"]) {
      for (const headers of [{}, { RSC: "1" }, { "Next-Action": id }]) {
        const answers = asked.map(async (path) => {
          const answer = await fetch(site.url() + path, {
            method,
            headers: { cookie, ...headers },
            redirect: "manual",
          });
          await answer.arrayBuffer();
          if (answer.status < 400) answered += 1;
        });
        await Promise.all(answers);
      }
    }
  }
  expect(answered).toBeGreaterThan(asked.length);
  expect(await dumpDatabase()).toEqual(before);
});
