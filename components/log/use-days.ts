import type { OutboxDraft } from "@/components/outbox/outbox-draft";
import { useTimeZone } from "@/components/time-zone";
import { useViewer } from "@/components/viewer";
import type { Message } from "@/lib/wire/messages";
import type { Participant } from "@/lib/wire/threads";
import { type Day, layOut } from "./rows";

type Held = {
  messages: Message[];
  hasOlder: boolean;
  hasNewer: boolean;
  drafts: OutboxDraft[];
  participants: Participant[];
  firstUnread: number | null;
};

type Days = {
  days: Day[];
  /** Drafts follow the newest message; while that is not held they stand apart. */
  drafted: Day[];
  /** The last row, when it is the thread's last too. */
  lastId: string | null;
};

/** What stands in the log. */
export function useDays({ messages, hasOlder, hasNewer, drafts, participants, firstUnread }: Held): Days {
  const viewer = useViewer();
  const { zone } = useTimeZone();
  const log = { messages, hasOlder, drafts, viewer, participants, zone, firstUnread };
  if (hasNewer)
    return { days: layOut({ ...log, drafts: [] }), drafted: layOut({ ...log, messages: [] }), lastId: null };

  const days = layOut(log);
  return { days, drafted: [], lastId: days.at(-1)?.rows.at(-1)?.id ?? "" };
}
