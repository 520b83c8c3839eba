import type { Attention, ThreadAttention } from "@/lib/wire/attention";
import type { ThreadSummary } from "@/lib/wire/threads";
import type { ListedThreads } from "./listed-threads";

type Line = Pick<ThreadSummary, "attention" | "lastMessageAt">;

/** `now` is in milliseconds since 1970. */
export function isMuted({ attention: { mutedUntil } }: Pick<Line, "attention">, now: number): boolean {
  return mutedUntil !== null && Date.parse(mutedUntil) > now;
}

/** What is said in it brings an archived thread back, unless it is muted. */
export function isArchived(line: Line, now: number): boolean {
  const { archivedAt } = line.attention;
  return archivedAt !== null && (isMuted(line, now) || line.lastMessageAt <= archivedAt);
}

/** What is unread in it calls nobody. */
export function isQuiet(line: Line, now: number): boolean {
  return isMuted(line, now) || isArchived(line, now);
}

export function newerAttention(one: Attention, other: Attention): Attention {
  return one.version > other.version ? one : other;
}

/** What the viewer did with one of their threads, here or on another device. */
export function putAttention(list: ListedThreads, { threadId, ...told }: ThreadAttention): ListedThreads {
  const line = list.threads.find(({ id }) => id === threadId);
  if (!line || told.version <= line.attention.version) return list;
  const threads = list.threads.map((listed) => (listed === line ? { ...line, attention: told } : listed));
  const attentionTotal = (list.attentionTotal ?? 0) + told.version - line.attention.version;
  return { ...list, threads, attentionTotal };
}

export type Sections = { pinned: ThreadSummary[]; others: ThreadSummary[]; archived: ThreadSummary[] };

/** The lines of the list in the order in which they are shown, each kind by last activity. */
export function sectionsOf(lines: ThreadSummary[], now: number): Sections {
  const archived = lines.filter((line) => isArchived(line, now));
  const shown = lines.filter((line) => !isArchived(line, now));
  const isPinned = ({ attention }: ThreadSummary) => attention.pinnedAt !== null;
  return { pinned: shown.filter(isPinned), others: shown.filter((line) => !isPinned(line)), archived };
}
