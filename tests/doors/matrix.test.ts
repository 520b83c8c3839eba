import { expect, test } from "vitest";
import type { Outcome } from "@/lib/wire/outcome";
import { cookieOf, outcomeOf, postAction } from "@/tests/stage/requests";
import { openSite } from "@/tests/stage/site";
import { setStage } from "@/tests/stage/stage";
import { serveSockets } from "@/tests/stage/tabs";
import { ACTIONS, FORMS } from "./matrix/actions";
import { ADDRESSES } from "./matrix/addresses";
import { EVENTS } from "./matrix/events";
import type { Expectations } from "./matrix/expectations";
import { builtActions, builtAddresses } from "./matrix/operations";
import { ROLES, type Role, setScene } from "./matrix/roles";

/** What every operation of the build answers to everybody: a list from the build, held against a table by hand. */
const stage = setStage();
const site = openSite(stage);
const sockets = serveSockets();

const NOBODY_ID = "00000000-0000-4000-8000-000000000000";

test("every operation of the build has a row, and every row an operation", async () => {
  expect([...Object.keys(ACTIONS), ...FORMS].sort()).toEqual(builtActions());
  expect(Object.keys(ADDRESSES).sort()).toEqual(builtAddresses());
  const { viewer } = await setScene("owner");
  if (viewer) await sockets.openTab(viewer);
  expect(Object.keys(EVENTS).sort()).toEqual(sockets.eventsHeard());
});

test.each(Object.entries(ACTIONS))("the action %s", (name, { input, expected, isInTurn }) =>
  expectForEach(expected, isInTurn ? inTurn : atOnce, async (role) => {
    const { viewer, ...scene } = await setScene(role);
    const headers = { origin: site.url(), cookie: viewer ? await cookieOf(viewer) : "" };
    const answer = await postAction(
      site.url(),
      name,
      { viewerId: viewer?.id ?? NOBODY_ID, ...(await input(scene)) },
      headers,
    );
    return codeOf(await outcomeOf(answer));
  }),
);

test.each(Object.entries(ADDRESSES))("the address %s", (_, { path, send, expected }) =>
  expectForEach(expected, atOnce, async (role) => {
    const { viewer, ...scene } = await setScene(role);
    const headers = { origin: site.url(), cookie: viewer ? await cookieOf(viewer) : "" };
    const address = site.url() + (await path({ ...scene, viewerId: viewer?.id ?? NOBODY_ID }));
    const { status, headers: answered } = await fetch(address, { headers, redirect: "manual", ...(await send?.()) });
    const target = answered.get("location");
    return target ? `to ${new URL(target, site.url()).pathname}` : `${status}`;
  }),
);

test.each(Object.entries(EVENTS))("the event %s", (event, { input, expected }) =>
  expectForEach(expected, atOnce, async (role) => {
    const { viewer, ...scene } = await setScene(role);
    const cookie = viewer ? await cookieOf(viewer) : "";
    const tab = await sockets.connectWith({ origin: sockets.origin(), cookie }).catch(() => null);
    if (!tab) return "refused";
    return codeOf(await tab.emitWithAck(event as "sync", input({ ...scene, viewerId: viewer?.id ?? "" }) as never));
  }),
);

type Ask = (role: Role) => Promise<string>;

const atOnce = (ask: Ask) => Promise.all(ROLES.map(ask));

async function inTurn(ask: Ask): Promise<string[]> {
  const answers: string[] = [];
  for (const role of ROLES) answers.push(await ask(role));
  return answers;
}

async function expectForEach(expected: Expectations, askAll: typeof atOnce, ask: Ask): Promise<void> {
  const answers = await askAll(ask);
  expect(Object.fromEntries(ROLES.map((role, place) => [role, answers[place]]))).toEqual(expected);
}

/** Of a list of drafts the first one's outcome. */
function codeOf(outcome: Outcome<unknown>): string {
  if (!outcome.ok) return outcome.code;
  if (Array.isArray(outcome.value) && isOutcome(outcome.value[0])) return codeOf(outcome.value[0]);
  return "ok";
}

function isOutcome(value: unknown): value is Outcome<unknown> {
  return typeof value === "object" && value !== null && "ok" in value;
}
