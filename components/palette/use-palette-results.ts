import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { findPeople } from "@/app/actions/people";
import { findThreads } from "@/app/actions/threads";
import { folded } from "@/components/folded";
import { useThreadList } from "@/components/threads/use-thread-list";
import { useSettled } from "@/components/use-settled";
import { useViewer } from "@/components/viewer";
import { TITLE_LENGTH } from "@/lib/wire/limits";
import type { FoundPerson } from "@/lib/wire/people";
import type { ThreadSummary } from "@/lib/wire/threads";
import type { Command } from "./use-commands";

/** How many of the held conversations are shown: with nothing typed only where one was last. */
const HELD_LIMIT = 8;

type Results = {
  held: ThreadSummary[];
  commands: Command[];
  /** Conversations and people of whom only the server knows. */
  more: ThreadSummary[];
  people: FoundPerson[];
  isSearching: boolean;
};

/** What the text finds: what is held at once, what the server finds as it comes, and that all together. */
export function usePaletteResults(typed: string, commands: Command[]): Results {
  const { threads } = useThreadList();
  const wanted = typed.trim().slice(0, TITLE_LENGTH);
  const { found, isSearching } = useFound(wanted);

  const held = threads.filter(({ title }) => hasWord(title, wanted)).slice(0, HELD_LIMIT);
  const shown = new Set(held.map(({ id }) => id));
  const more = found.threads.filter(({ id, title }) => !shown.has(id) && hasWord(title, wanted));
  const partners = new Set([...held, ...more].map(({ counterpart }) => counterpart?.id));
  const people = found.people.filter(
    ({ id, name, username }) => !partners.has(id) && (hasWord(name, wanted) || hasWord(username, wanted)),
  );
  const fitting = commands.filter(({ name, also }) => hasWord(`${name} ${also}`, wanted));
  return { held, commands: fitting, more, people, isSearching };
}

type Found = { threads: ThreadSummary[]; people: FoundPerson[] };

const NOTHING: Found = { threads: [], people: [] };

/** While an answer is on its way the last one stays, as far as it still fits. */
function useFound(wanted: string): { found: Found; isSearching: boolean } {
  const viewer = useViewer();
  const query = useSettled(wanted);
  const { data: found = NOTHING, isFetching } = useQuery({
    queryKey: ["palette", viewer.id, query],
    queryFn: () => find(viewer.id, query),
    enabled: query !== "",
    placeholderData: keepPreviousData,
    networkMode: "always",
    retry: false,
  });
  return { found: wanted ? found : NOTHING, isSearching: isFetching || query !== wanted };
}

async function find(viewerId: string, query: string): Promise<Found> {
  const [threads, people] = await Promise.all([findThreads({ viewerId, query }), findPeople({ viewerId, query })]);
  return { threads: threads.ok ? threads.value : [], people: people.ok ? people.value : [] };
}

function hasWord(text: string, beginning: string): boolean {
  return ` ${folded(text)}`.includes(` ${folded(beginning)}`);
}
