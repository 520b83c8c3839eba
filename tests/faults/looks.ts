import { LIST_KEY } from "@/components/connection/deliveries";
import type { ListedThreads } from "@/components/threads/listed-threads";
import type { Timeline } from "@/components/timeline/timeline";
import type { Message } from "@/lib/wire/messages";
import type { Look } from "./history";
import type { Page } from "./tabs/page";

/** What a page shows beside which messages it shows. */
export function lookOf({ name: tab, tab: { client, deliveries } }: Page): Look {
  const list = client.getQueryData<ListedThreads>(LIST_KEY);
  const timelines = deliveries.heldTimelines().filter(({ isGone }) => !isGone);
  return {
    tab,
    blocked: list?.blockedIds ?? [],
    lines: deliveries.listed().map(({ id, title, attention }) => ({ thread: id, title, attention: attention.version })),
    threads: timelines.map(threadOf),
    names: namesIn([list?.threads, timelines.map(({ thread, messages }) => ({ thread, messages }))]),
  };
}

function threadOf({ thread: { id, title, participants }, messages }: Timeline): Look["threads"][number] {
  const isStub = ({ isDeleted, body, reactions }: Message) => isDeleted && body === "" && reactions.length === 0;
  const roles = Object.fromEntries(participants.map(({ id, role }) => [id, role]));
  return { thread: id, title, roles, stubs: messages.filter(isStub).map(({ seq }) => seq) };
}

/** Whatever has an id and a name is somebody. */
function namesIn(held: unknown): Look["names"] {
  const found = new Map<string, Look["names"][number]>();

  function walk(one: unknown, isInLine: boolean): void {
    if (typeof one !== "object" || one === null) return;
    if ("id" in one && "name" in one) {
      const name = { person: String(one.id), name: String(one.name), isInLine };
      found.set(Object.values(name).join(" "), name);
    }
    for (const [key, value] of Object.entries(one)) walk(value, isInLine || key === "event");
  }
  walk(held, false);
  return [...found.values()];
}
