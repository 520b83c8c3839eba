import { expect, test } from "vitest";
import { createInvite, requireOpenInvite } from "@/lib/invites";
import { createReset } from "@/lib/resets";
import { endSession, type Viewer } from "@/lib/sessions";
import { administrator, person } from "@/tests/stage/cast";
import { cookieOf, outcomeOf, postAction } from "@/tests/stage/requests";
import { openSite } from "@/tests/stage/site";
import { setStage } from "@/tests/stage/stage";

const site = openSite(setStage());

async function asked(name: string, viewer: Viewer, input: object, cookie?: string) {
  const headers = { origin: site.url(), cookie: cookie ?? (await cookieOf(viewer)) };
  return outcomeOf(await postAction(site.url(), name, { viewerId: viewer.id, ...input }, headers));
}

test("what administrators do through the actions of the build, nobody else does", async () => {
  const [ana, ben, eve] = [await administrator("Ana"), await person("Ben"), await person("Eve")];
  const personId = ben.id;
  const doings: [name: string, input: object][] = [
    ["createInvite", { uses: 1, days: 1 }],
    ["revokeInvite", { inviteId: ana.id }],
    ["setRegistration", { registration: "invite" }],
    ["createReset", { personId }],
    ["setAccountRole", { personId, role: "member" }],
    ["deactivateAccount", { personId }],
    ["reactivateAccount", { personId }],
    ["deleteAccount", { personId, messages: "keep" }],
  ];
  for (const [name, input] of doings) {
    expect([name, await asked(name, eve, input)]).toEqual([name, { ok: false, code: "not-allowed" }]);
    expect([name, await asked(name, ana, input, "")]).toEqual([name, { ok: false, code: "signed-out" }]);
    expect([name, await asked(name, ana, input)]).toEqual([name, expect.objectContaining({ ok: true })]);
  }
  await endSession(ana.sessionId);
  expect(await asked("createInvite", ana, { uses: 1, days: 1 })).toEqual({ ok: false, code: "signed-out" });
});

test("the pages of the administration show an outsider nothing, in each of the forms that Next serves them", async () => {
  const [ana, eve] = [await administrator("Ana"), await person("Eve")];
  const read = async (path: string, headers: Record<string, string>) =>
    (await fetch(site.url() + path, { headers, redirect: "manual" })).text();
  for (const path of [`/admin/people?q=${ana.username}`, "/admin/invites"]) {
    expect(await read(path, { cookie: await cookieOf(ana) })).toMatch(/Manage|Make link/);
    for (const variant of [{}, { RSC: "1" }, { RSC: "1", "Next-Router-Prefetch": "1" }] as Record<string, string>[]) {
      for (const cookie of ["", await cookieOf(eve)]) {
        expect(await read(path, { ...variant, cookie })).not.toMatch(/Manage|Make link|administrator|"Ana"/);
      }
    }
  }
});

test("looking at a link, however often and as whatever, uses nothing up, and its token reaches no log", async () => {
  const [ana, ben] = [await administrator("Ana"), await person("Ben")];
  const invite = await createInvite(ana, { viewerId: ana.id, uses: 1, days: 1 });
  const reset = await createReset(ana, { personId: ben.id });
  for (const path of [`/join/${invite.token}`, `/reset/${reset.token}`]) {
    for (const method of ["GET", "HEAD", "GET"]) expect((await fetch(site.url() + path, { method })).status).toBe(200);
    expect((await fetch(site.url() + path, { method: "POST", body: "token=x" })).status).toBe(403);
  }
  await requireOpenInvite(invite.token);
  expect(await (await fetch(`${site.url()}/reset/${reset.token}`)).text()).toContain("Choose a new password");
  expect(site.lines().join("\n")).not.toMatch(new RegExp(`${invite.token}|${reset.token}`));
});
