import type { Tab } from "@/components/connection/tab";
import type { Timeline } from "@/components/timeline/timeline";
import type { Viewer } from "@/lib/sessions";
import type { Outcome } from "@/lib/wire/outcome";
import type { ReadPosition } from "@/lib/wire/read-positions";
import type { Random } from "../random";
import type { Recorder } from "../recorder";

type Means = {
  /** Of the page. */
  name: string;
  viewer: Viewer;
  tab: Tab;
  post: <Value>(action: string, input: object) => Promise<Outcome<Value>>;
  timelineOf: (threadId: string) => Timeline | undefined;
  recorder: Recorder;
};

/** How far somebody reads on a page. */
export function createReading({ name, viewer, tab, post, timelineOf, recorder }: Means) {
  return {
    /** Makes some message that is held the first unread one. */
    async markUnread(threadId: string, random: Random): Promise<void> {
      const messages = timelineOf(threadId)?.messages ?? [];
      if (messages.length === 0) return;
      const { seq } = random.pick(messages);
      recorder.record({ kind: "marked", tab: name, person: viewer.id, thread: threadId, seq });
      const outcome = await post<ReadPosition>("markUnread", {
        ...{ viewerId: viewer.id, threadId, seq },
        version: tab.positions.versionOf(threadId),
      });
      if (outcome.ok) tab.positions.hear([outcome.value]);
    },
    async markAllRead(): Promise<void> {
      const outcome = await post<ReadPosition[]>("markAllRead", { viewerId: viewer.id });
      if (outcome.ok) tab.positions.hear(outcome.value);
    },
    /** Has everything that is held of a thread before one's eyes. */
    async display(threadId: string): Promise<void> {
      const newest = timelineOf(threadId)?.messages.at(-1);
      if (newest) await tab.displayed(threadId, newest.seq);
    },
  };
}
