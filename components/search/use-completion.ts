import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { findPeople } from "@/app/actions/people";
import { findThreads } from "@/app/actions/threads";
import { useSettled } from "@/components/use-settled";
import { useViewer } from "@/components/viewer";
import { TITLE_LENGTH } from "@/lib/wire/limits";
import { namedOption, type Option, optionsFor, type Wanted, wantedAt } from "./completion";

const OPTIONS_LIMIT = 8;

/** Offers to finish what is being typed into a search. `field` are the attributes and events of the text field. */
export function useCompletion(field: RefObject<HTMLInputElement | null>) {
  const id = useId();
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [activeAt, setActiveAt] = useState(-1);
  const named = useNamed(wanted);
  const options = wanted ? [...optionsFor(wanted), ...named].slice(0, OPTIONS_LIMIT) : [];
  const active = options[activeAt];
  const idOf = (option: Option) => `${id}-${options.indexOf(option)}`;

  function look() {
    const { value = "", selectionStart, selectionEnd } = field.current ?? {};
    setWanted(selectionStart === selectionEnd ? wantedAt(value, selectionStart ?? 0) : null);
    setActiveAt(-1);
  }

  function accept(option: Option) {
    if (!field.current || !wanted) return;
    field.current.focus();
    field.current.setRangeText(option.text, wanted.start, field.current.selectionEnd ?? wanted.start, "end");
    look();
  }

  /** Nothing is chosen until an arrow chooses it: Enter searches for what is typed. */
  function steer(event: KeyboardEvent): void {
    if (options.length === 0 || event.nativeEvent.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setActiveAt((activeAt + step + (activeAt < 0 && step < 0 ? 1 : 0) + options.length) % options.length);
    else if (event.key === "Enter" && active) accept(active);
    else if (event.key === "Tab" && !event.shiftKey) accept(active ?? options[0] ?? { text: "", name: "", detail: "" });
    else if (event.key === "Escape") setWanted(null);
    else return;
    event.preventDefault();
  }

  return {
    options,
    active,
    id,
    idOf,
    accept,
    field: {
      "aria-autocomplete": "list",
      "aria-controls": options.length > 0 ? id : undefined,
      "aria-activedescendant": active && idOf(active),
      onInput: look,
      onClick: look,
      onKeyDown: steer,
      onBlur: () => setWanted(null),
    } as const,
  };
}

/** The people or conversations that are named so; while the answer is on its way, the last one stays. */
function useNamed(wanted: Wanted | null): Option[] {
  const viewer = useViewer();
  const operator = wanted?.operator === "from:" || wanted?.operator === "in:" ? wanted.operator : null;
  const query = useSettled((wanted?.query ?? "").slice(0, TITLE_LENGTH));
  const { data = [] } = useQuery({
    queryKey: ["search-names", viewer.id, operator, query],
    queryFn: () => findNamed(viewer.id, operator, query),
    enabled: operator !== null && query !== "",
    placeholderData: keepPreviousData,
    networkMode: "always",
    retry: false,
  });
  return operator && query ? data.filter(({ text }) => text.startsWith(operator)) : [];
}

async function findNamed(viewerId: string, operator: string | null, query: string): Promise<Option[]> {
  if (operator === "from:") {
    const people = await findPeople({ viewerId, query });
    return people.ok ? people.value.map(({ name, username }) => namedOption("from:", name, username, username)) : [];
  }
  const threads = await findThreads({ viewerId, query });
  return threads.ok ? threads.value.map(({ title }) => namedOption("in:", title, title, "")) : [];
}
