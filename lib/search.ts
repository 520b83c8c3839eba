import { findBlockedIds } from "@/db/blocks";
import { findFoundMessages } from "@/db/found-messages";
import { findPeopleCalled, findThreadsCalled } from "@/db/names";
import type { Hit } from "@/db/search";
import { requireWithin } from "@/lib/limiter";
import { asPerson } from "@/lib/people";
import { createQueue } from "@/lib/queue";
import { Refusal } from "@/lib/refusal";
import { beginningOf } from "@/lib/search/days";
import { look, type Search } from "@/lib/search/look";
import { conditionOf, MARKS, type Matcher, markOf, matchersOf, rankingOf } from "@/lib/search/matching";
import { type Named, parseQuery, type Query } from "@/lib/search/query";
import { snippetOf } from "@/lib/search/snippet";
import type { Viewer } from "@/lib/sessions";
import { summaryOf } from "@/lib/threads";
import type { SearchMessages, SearchNote, SearchPage, SearchResult } from "@/lib/wire/search";

const PAGE = 20;
/** Of more hits the newest so many are ranked. */
const RANKED = 200;
/** People and conversations that one name can mean. */
const NAMED_LIMIT = 50;

/** One may take seconds of a connection to the database, of which there are only some for everybody. */
const inTurn = createQueue(20, 3);

type Mark = { anyOf: string[]; isNot: boolean };

/**
 * Messages that the viewer may read now, by what is in them. What somebody says whom they have blocked is left out, unless
 * it is asked for by name.
 */
export async function searchMessages(viewer: Viewer, asked: SearchMessages): Promise<SearchPage> {
  const thread = asked.thread ? await threadOf(viewer, asked.thread) : null;
  const query = parseQuery(asked.q, asked.today);
  const matchers = matchersOf(query.terms);
  const nothing = { results: [], next: null, thread };
  if (isEmpty(query, matchers)) return { ...nothing, notes: [], isEmpty: true };
  await requireWithin("search", viewer.id);

  const notes: SearchNote[] = query.isCut ? [{ type: "cut" }] : [];
  const { marks, threadIds, unknown } = await placesOf(viewer, query, thread?.id);
  if (unknown.length > 0) return { ...nothing, notes: [...notes, ...unknown], isEmpty: false };

  const isRanked = asked.order === "best" && rankingOf(matchers) !== "";
  const search: Search = {
    viewerId: viewer.id,
    condition: conditionOf(matchers, marks),
    isIndexed: [...marks, ...matchers].some(({ isNot }) => !isNot),
    ranking: isRanked ? rankingOf(matchers) : "",
    threadIds,
    from: query.days.from ? beginningOf(query.days.from, asked.zone) : null,
    until: query.days.until ? beginningOf(query.days.until, asked.zone) : null,
    after: isRanked ? null : placeOf(asked.after),
  };
  const { hits, lookedUntil } = await inTurn(() => look(search, isRanked ? RANKED : PAGE + 1));
  if (isRanked) hits.sort((one, other) => other.rank - one.rank || +other.createdAt - +one.createdAt);
  if (isRanked && hits.length === RANKED) notes.push({ type: "ranked-newest", count: RANKED });
  if (lookedUntil) notes.push({ type: "partial", until: lookedUntil.toISOString() });

  const skipped = isRanked ? Math.min(RANKED, Number(/^\d{1,3}$/.exec(asked.after ?? "")?.[0] ?? 0)) : 0;
  const shown = hits.slice(skipped, skipped + PAGE);
  const results = await resultsOf(viewer, shown, matchers);
  return { results, next: nextOf(), notes, thread, isEmpty: false };

  function nextOf(): string | null {
    const last = shown.at(-1);
    if (hits.length > skipped + PAGE && last) return isRanked ? String(skipped + PAGE) : cursorOf(last);
    return lookedUntil && !isRanked ? cursorOf({ createdAt: lookedUntil, threadId: NIL, seq: 0 }) : null;
  }
}

const isEmpty = ({ from, in: places, has, mentions, days }: Query, matchers: Matcher[]) =>
  [matchers, from, places, has, mentions].every(({ length }) => length === 0) && !days.from && !days.until;

async function threadOf(viewer: Viewer, threadId: string) {
  const summary = await summaryOf(viewer, threadId);
  if (!summary) throw new Refusal("not-a-participant");
  return { id: threadId, title: summary.title };
}

/** Whom and what the operators name, as the marks that entries have; `unknown` says what is called nothing like it. */
async function placesOf(viewer: Viewer, query: Query, threadId: string | undefined) {
  const unknown: SearchNote[] = [];
  const [authors, notAuthors] = await eachSide(query.from, async ({ name }) => {
    const people =
      name.toLowerCase() === "me" ? [viewer] : exactly(await findPeopleCalled(viewer.id, name, NAMED_LIMIT));
    if (people.length === 0) unknown.push({ type: "no-person", name });
    return people.map(({ id }) => id);
  });
  const [named, notNamed] = await eachSide(query.in, async ({ name }) => {
    const threads = exactly(await findThreadsCalled(viewer.id, name, NAMED_LIMIT));
    if (threads.length === 0) unknown.push({ type: "no-thread", name });
    return threads.map(({ id }) => id);
  });
  const blocked = (await findBlockedIds(viewer.id)).filter((id) => !authors.includes(id));
  const threadIds = threadId ? [threadId] : named.length > 0 ? named : null;

  const marks: Mark[] = [
    { anyOf: authors.map((id) => markOf("author", id)), isNot: false },
    { anyOf: [...notAuthors, ...blocked].map((id) => markOf("author", id)), isNot: true },
    { anyOf: (threadIds ?? []).map((id) => markOf("thread", id)), isNot: false },
    { anyOf: notNamed.map((id) => markOf("thread", id)), isNot: true },
    ...query.has.map(({ thing, isNot }) => ({ anyOf: [MARKS[thing]], isNot })),
    ...query.mentions.map(({ isNot }) => ({ anyOf: [markOf("mention", viewer.id)], isNot })),
  ];
  return { marks: marks.filter(({ anyOf }) => anyOf.length > 0), threadIds, unknown };
}

/** What the names mean, of those that are asked for and of those that are not wanted. */
async function eachSide(names: Named[], meant: (named: Named) => Promise<string[]>): Promise<[string[], string[]]> {
  const sides: [string[], string[]] = [[], []];
  for (const named of names) sides[named.isNot ? 1 : 0].push(...(await meant(named)));
  return sides;
}

/** Who is called exactly so is meant, and nobody else. */
function exactly<Row extends { isExact: boolean }>(rows: Row[]): Row[] {
  return rows.some(({ isExact }) => isExact) ? rows.filter(({ isExact }) => isExact) : rows;
}

async function resultsOf(viewer: Viewer, hits: Hit[], matchers: Matcher[]): Promise<SearchResult[]> {
  const rows = await findFoundMessages(viewer.id, hits);
  const found = new Map(rows.map((row) => [`${row.threadId} ${row.seq}`, row]));
  return hits.flatMap(({ threadId, seq }) => {
    const row = found.get(`${threadId} ${seq}`);
    if (!row) return [];
    const { body, author, createdAt, editedAt, files, ...rest } = row;
    const times = { createdAt: createdAt.toISOString(), isEdited: editedAt !== null };
    const names = (files ?? []).map(({ name }) => snippetOf(name, matchers));
    return [{ ...rest, ...times, author: asPerson(author), snippet: snippetOf(body, matchers), files: names }];
  });
}

const NIL = "00000000-0000-0000-0000-000000000000";

const cursorOf = ({ createdAt, threadId, seq }: Omit<Hit, "rank">) => `${createdAt.toISOString()}_${threadId}_${seq}`;

/** The place behind which a page begins; null where the address says nothing that is one. */
function placeOf(cursor: string | undefined): Hit | null {
  const [, moment = "", threadId = "", seq = ""] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f-]{36})_(\d{1,9})$/.exec(cursor ?? "") ?? [];
  const createdAt = new Date(moment);
  if (Number.isNaN(createdAt.getTime()) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(threadId)) return null;
  return { createdAt, threadId, seq: Number(seq), rank: 0 };
}
