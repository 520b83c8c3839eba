"use client";

import { type KeyboardEvent, useId, useRef, useState } from "react";
import { fieldBox } from "@/components/ui/text-field";
import { inWords } from "@/components/words";
import type { NamedPerson } from "@/lib/wire/people";
import { PersonChip } from "./person-chip";
import { PersonOption } from "./person-option";
import { useFoundPeople } from "./use-found-people";

type PeoplePickerProps = {
  chosen: NamedPerson[];
  onChange: (chosen: NamedPerson[]) => void;
  /** People who are not offered, because they are there already. */
  without?: string[];
};

/** Chooses people by typing: the field "People" with the chosen ones in it, and below it whom the text finds. */
export function PeoplePicker({ chosen, onChange, without = [] }: PeoplePickerProps) {
  const [query, setQuery] = useState("");
  const [activeId, setActiveId] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const { people: found, refusal, isSearching } = useFoundPeople(query);

  const people = found.filter((person) => !without.includes(person.id));
  // While something is typed Enter takes the first person found; before that it belongs to the form.
  const first = query.trim() && !isSearching ? people[0] : undefined;
  const active = people.find((person) => person.id === activeId) ?? first;

  function toggle(person: NamedPerson) {
    const others = chosen.filter(({ id }) => id !== person.id);
    onChange(others.length < chosen.length ? others : [...chosen, { id: person.id, name: person.name }]);
    setQuery("");
    setActiveId(null);
    field.current?.focus();
  }

  function move(step: 1 | -1) {
    const from = active ? people.indexOf(active) : step === 1 ? -1 : people.length;
    const next = people[(from + step + people.length) % people.length];
    setActiveId(next?.id ?? null);
    if (next) document.getElementById(`${id}-${next.id}`)?.scrollIntoView({ block: "nearest" });
  }

  function steer(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && active) toggle(active);
    else if (event.key === "Enter" && query.trim()) return event.preventDefault();
    else if (event.key === "Backspace" && query === "" && chosen.length > 0) onChange(chosen.slice(0, -1));
    else return;
    event.preventDefault();
  }

  return (
    <div className="flex min-h-0 flex-col">
      <label htmlFor={id} className="mb-1.5 block font-medium text-small">
        People
      </label>
      <div className={`${fieldBox} flex max-h-28 shrink-0 flex-wrap gap-1.5 overflow-y-auto p-1.5`}>
        {chosen.map((person) => (
          <PersonChip key={person.id} person={person} onRemove={() => toggle(person)} />
        ))}
        <input
          ref={field}
          id={id}
          role="combobox"
          aria-expanded={people.length > 0}
          aria-controls={`${id}-found`}
          aria-autocomplete="list"
          aria-activedescendant={active ? `${id}-${active.id}` : undefined}
          data-begins
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActiveId(null);
          }}
          onKeyDown={steer}
          placeholder={chosen.length === 0 ? "Name or username" : ""}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          className="h-8 min-w-24 flex-1 bg-transparent px-2 text-field outline-none"
        />
      </div>
      <div
        id={`${id}-found`}
        role="listbox"
        aria-label="People found"
        aria-multiselectable="true"
        className="-mx-2 mt-2 h-52 min-h-24 overflow-y-auto overscroll-contain"
      >
        {people.map((person) => (
          <PersonOption
            key={person.id}
            id={`${id}-${person.id}`}
            person={person}
            isActive={person === active}
            isChosen={chosen.some((other) => other.id === person.id)}
            onChoose={() => toggle(person)}
          />
        ))}
        {people.length === 0 && !isSearching && (
          <p className="px-2 py-3 text-muted text-small">{refusal ? inWords(refusal) : nobody(query)}</p>
        )}
      </div>
      <p role="status" className="sr-only">
        {!isSearching && query !== "" && `${people.length} found`}
      </p>
    </div>
  );
}

function nobody(query: string): string {
  return query.trim() ? `Nobody is called “${query.trim()}”.` : "There is nobody else here yet.";
}
