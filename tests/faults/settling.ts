import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { LIST_KEY } from "@/components/connection/deliveries";
import { withPeople } from "@/components/people/with-people";
import type { ListedThreads } from "@/components/threads/listed-threads";
import type { KnownPerson } from "@/lib/wire/people";
import type { Crowd } from "./crowd/crowd";
import type { StoredPerson } from "./history";
import { lookOf } from "./looks";
import type { Recorder } from "./recorder";
import { standingsOf } from "./standings";
import type { Device } from "./tabs/device";
import type { Page } from "./tabs/page";
import { countOpenJobs, findBlocks, findHeads, findPeople, findPositions, findStored } from "./truth";

type State = Awaited<ReturnType<typeof findState>>;

/**
 * Waits until nothing is on its way and every page is whole; answers how it is then, with what was still missing when
 * patience was over. A request that was given up long ago may still be served meanwhile: then it looks once more, so that
 * what is stored is what the pages were held against.
 */
export async function settle(crowd: Crowd, patience: number, recorder: Recorder) {
  const until = performance.now() + patience;
  for (;;) {
    const devices = crowd.devices.filter((device) => !device.isRetired());
    const pages = devices.flatMap((device) => device.pages());
    for (const page of pages) nudge(page);
    const state = await findState();
    const late = missing(devices, state);
    // To look through all that is held takes its time, and is in vain while something is on its way.
    const stuck = late.length > 0 ? late : pages.flatMap((page) => outdatedIn(page, state));
    const isOver = performance.now() > until;
    if (isOver || stuck.length === 0) {
      const standings = (await Promise.all(pages.map(standingsOf))).flat();
      const looks = pages.map(lookOf);
      const threads = await findStored(Date.now() - recorder.now());
      if (isOver || isDeepStrictEqual(await findState(), state))
        return { stuck, standings, looks, threads, people: peopleOf(state) };
    }
    if (late.length === 0) await Promise.all(pages.map((page) => look(page, state).catch(() => {})));
    await sleep(250);
  }
}

function peopleOf({ people, blocks }: State): StoredPerson[] {
  return [...people.values()].map(({ id, name, isDeleted }) => ({
    ...{ id, name, isDeleted },
    blocked: blocks.filter(({ blocker }) => blocker === id).map(({ blocked }) => blocked),
  }));
}

/** Somebody looks at a page that has given up, and presses "Reconnect". */
function nudge(page: Page): void {
  if (page.tab.connection().state === "gave-up") page.tab.retryNow();
}

/**
 * Word of how people are called, of whom somebody has blocked and of what they have muted is given once, and a fault may
 * swallow it: what a tab shows of that is right when somebody looks at the tab, in the conversation that they look at.
 */
async function look(page: Page, state: State): Promise<void> {
  const outdated = outdatedTimelines(page, state.people)[0];
  if (outdated) await page.visit(outdated.thread.id);
  else if (outdatedIn(page, state).length > 0) page.signal("visible");
}

/** How far each thread is and everybody in it, and how people are called and get on. */
async function findState() {
  const [heads, positions, people, blocks, openJobs] = await Promise.all([
    findHeads(),
    findPositions(),
    findPeople(),
    findBlocks(),
    countOpenJobs(),
  ]);
  return {
    revs: new Map(heads.map(({ id, lastRev }) => [id, lastRev])),
    positions: new Map(positions.map((row) => [`${row.person} ${row.threadId}`, row])),
    people: new Map(people.map((person) => [person.id, person])),
    ...{ blocks, openJobs },
  };
}

function missing(devices: Device[], state: State): string[] {
  const missed = devices.flatMap((device) => [
    ...(device.pages().length > 0 ? [] : [`${device.name} has no page`]),
    ...waitingAt(device),
    ...device.pages().flatMap((page) => missingIn(page, state)),
  ]);
  return state.openJobs > 0 ? [...missed, `${state.openJobs} deletions are not finished`] : missed;
}

function waitingAt(device: Device): string[] {
  const drafts = device.drafts.waiting();
  if (drafts.length === 0) return [];
  const where = [...new Set(drafts.map(({ threadId, state }) => `${state} in ${threadId}`))];
  const pages = device.pages().map(({ name, tab }) => `${name} ${tab.connection().state}`);
  return [`${device.name} has ${drafts.length} drafts on their way: ${where.join(", ")}; ${pages.join(", ")}`];
}

function missingIn(page: Page, state: State): string[] {
  const { state: connection } = page.tab.connection();
  if (connection !== "connected") return [`${page.name} is ${connection}`];
  return [...behindIn(page, state), ...misplacedIn(page, state)];
}

function behindIn(page: Page, { revs }: State): string[] {
  const { name, tab } = page;
  return [
    ...heldTimelines(page).map(({ thread, rev }) => ({ id: thread.id, rev, where: "its timeline" })),
    ...tab.deliveries.listed().map(({ id, rev }) => ({ id, rev, where: "its list" })),
  ]
    .filter(({ id, rev }) => rev !== revs.get(id))
    .map(({ id, rev, where }) => `${name} has ${id} at ${rev} of ${revs.get(id)} in ${where}`);
}

function misplacedIn({ name, viewer, tab }: Page, { positions }: State): string[] {
  return tab.deliveries.listed().flatMap(({ id, lastReadSeq, readVersion }) => {
    const stored = positions.get(`${viewer.id} ${id}`);
    const isThere = !stored || (stored.lastReadSeq === lastReadSeq && stored.readVersion === readVersion);
    return isThere ? [] : [`${name} has read ${id} up to ${lastReadSeq} of ${stored.lastReadSeq}`];
  });
}

/** What has no number in a thread by which a tab could know that it missed something. */
function outdatedIn(page: Page, { positions, people, blocks }: State): string[] {
  const { name, viewer, tab } = page;
  const list = tab.client.getQueryData<ListedThreads>(LIST_KEY);
  const blocked = blocks.flatMap(({ blocker, blocked }) => (blocker === viewer.id ? [blocked] : []));
  return [
    ...tab.deliveries.listed().flatMap(({ id, attention: { version } }) => {
      const stored = positions.get(`${viewer.id} ${id}`);
      return !stored || stored.attention === version ? [] : [`${name} has ${id} as it was muted or pinned before`];
    }),
    ...(isDeepStrictEqual(new Set(list?.blockedIds), new Set(blocked)) ? [] : [`${name} has others blocked`]),
    ...(withPeople(list, people) === list ? [] : [`${name} lists somebody by a former name`]),
    ...outdatedTimelines(page, people).map(({ thread }) => `${name} has former names in ${thread.id}`),
  ];
}

function outdatedTimelines(page: Page, people: ReadonlyMap<string, KnownPerson>) {
  return heldTimelines(page).filter((timeline) => withPeople(timeline, people) !== timeline);
}

const heldTimelines = ({ tab }: Page) => tab.deliveries.heldTimelines().filter(({ isGone }) => !isGone);
