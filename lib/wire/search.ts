import { z } from "zod";
import { Id } from "./id";
import { SEARCH_LENGTH } from "./operators";
import type { Person } from "./people";
import { text } from "./text";

/** A piece of a message in which something was found. */
export type Snippet = { pieces: { text: string; isHit: boolean }[]; isCutBefore: boolean; isCutAfter: boolean };

/** A message that was found, with the thread in which it stands. `createdAt` is ISO 8601 in UTC. */
export type SearchResult = {
  threadId: string;
  seq: number;
  /** Of a direct thread: the name of the other person. */
  title: string;
  kind: "direct" | "group";
  author: Person;
  createdAt: string;
  isEdited: boolean;
  snippet: Snippet;
  /** The names of its files. */
  files: Snippet[];
};

export type SearchOrder = z.infer<typeof SearchOrder>;
const SearchOrder = z.enum(["newest", "best"]);

/**
 * Reads a search out of an address, in which anything may stand: what is none of these asks for nothing. `after` is the
 * place behind which the page begins, as the page before told it.
 */
export type AskedSearch = z.infer<typeof AskedSearch>;
export const AskedSearch = z.object({
  q: z
    .string()
    .transform((typed) => typed.slice(0, SEARCH_LENGTH).replace(/\0|\p{Surrogate}/gu, ""))
    .catch(""),
  order: SearchOrder.catch("newest"),
  thread: Id.optional().catch(undefined),
  after: text(100).optional().catch(undefined),
});

/** What is asked for, in a place: `zone` is the viewer's, `today` their ISO date. */
export type SearchMessages = AskedSearch & { zone: string; today: string };

/** Why a search may have left something out, or found nothing. */
export type SearchNote =
  /** Only so many words are looked for at once. */
  | { type: "cut" }
  /** Too many messages would have to be looked at: `until` is the ISO moment down to which they were. */
  | { type: "partial"; until: string }
  /** There are more hits than are ranked: the newest were. */
  | { type: "ranked-newest"; count: number }
  | { type: "no-person"; name: string }
  | { type: "no-thread"; name: string };

/** `next` asks for the page after this one; null when there is none. `thread` is the one it was kept to. */
export type SearchPage = {
  results: SearchResult[];
  next: string | null;
  notes: SearchNote[];
  thread: { id: string; title: string } | null;
  /** Nothing was asked for. */
  isEmpty: boolean;
};
