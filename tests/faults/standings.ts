import { LIST_KEY } from "@/components/connection/deliveries";
import type { ListedThreads } from "@/components/threads/listed-threads";
import { listMessages } from "@/lib/messages";
import type { Viewer } from "@/lib/sessions";
import { newestThreads, openThread } from "@/lib/threads";
import type { Message } from "@/lib/wire/messages";
import type { ThreadPage } from "@/lib/wire/threads";
import type { Standing } from "./history";
import type { Page } from "./tabs/page";

/** What a page holds beside what it would be given if it was opened now. */
export async function standingsOf(page: Page): Promise<Standing[]> {
  const { viewer, name: tab } = page;
  const list = page.tab.client.getQueryData<ListedThreads>(LIST_KEY);
  const fresh = await newestThreads(viewer);
  const standings: Standing[] = [{ tab, of: "list", held: list && linesOf(list), fresh: linesOf(fresh) }];

  for (const { id } of fresh.threads) {
    const timeline = page.timelineOf(id);
    // It came into the list after the person had looked through it for the last time.
    if (!timeline) continue;
    const [first, last] = [timeline.messages[0]?.seq ?? 1, timeline.messages.at(-1)?.seq ?? 0];
    const { thread, messages, newest } = timeline;
    const held = !timeline.isGone ? { thread, messages, newest } : null;
    standings.push({ tab, of: id, held, fresh: await freshTimeline(viewer, id, first, last) });
  }
  return standings;
}

/** The lines, and whom the person has blocked. */
function linesOf({ threads, blockedIds = [] }: ThreadPage) {
  return { threads, blockedIds: [...blockedIds].sort() };
}

/** A thread from one place to another, both included. */
async function freshTimeline(viewer: Viewer, threadId: string, from: number, to: number) {
  const { thread } = await openThread(viewer, threadId);
  let page = await listMessages(viewer, { viewerId: viewer.id, threadId, before: to + 1 });
  const { newest } = page;
  let { messages } = page;
  for (let first = messages[0]; first && page.hasOlder && first.seq > from; first = messages[0]) {
    page = await listMessages(viewer, { viewerId: viewer.id, threadId, before: first.seq });
    messages = [...page.messages, ...messages];
  }
  return { thread, messages: messages.filter(({ seq }: Message) => seq >= from), newest };
}
