"use client";

import { Search } from "lucide-react";
import Form from "next/form";
import { useRef } from "react";
import { fieldBox } from "@/components/ui/text-field";
import { SEARCH_LENGTH } from "@/lib/wire/operators";
import type { AskedSearch } from "@/lib/wire/search";
import { useCompletion } from "./use-completion";

/** What is looked for. The page that it leads to has an address of its own, and it works without scripts. */
export function SearchForm({ asked: { q, order, thread } }: { asked: AskedSearch }) {
  const field = useRef<HTMLInputElement>(null);
  const completion = useCompletion(field);
  const { options, active, id, idOf, accept } = completion;
  return (
    <search className="relative block">
      <Form action="/search" className={`${fieldBox} flex h-12 items-center gap-2.5 px-3.5`}>
        <Search aria-hidden size={18} strokeWidth={1.75} className="shrink-0 text-muted" />
        <input
          {...completion.field}
          ref={field}
          type="search"
          name="q"
          aria-label="Search messages"
          placeholder={thread ? "Search this conversation" : "Search messages"}
          defaultValue={q}
          key={q}
          // biome-ignore lint/a11y/noAutofocus: whoever comes to an empty search comes to type.
          autoFocus={q === ""}
          maxLength={SEARCH_LENGTH}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="search"
          dir="auto"
          className="min-w-0 flex-1 bg-transparent text-field outline-none"
        />
        {thread && <input type="hidden" name="thread" value={thread} />}
        {order === "best" && <input type="hidden" name="order" value="best" />}
        <button type="submit" className="sr-only">
          Search
        </button>
      </Form>
      {options.length > 0 && (
        <div
          id={id}
          role="listbox"
          aria-label="Suggestions"
          className="absolute inset-x-0 top-full z-20 mt-1.5 max-h-80 animate-arrive overflow-y-auto overscroll-contain rounded-l bg-raised p-1.5 shadow-float ring-1 ring-hairline"
        >
          {options.map((option) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works in the field, which names the active option.
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field.
            <div
              key={option.text}
              id={idOf(option)}
              role="option"
              aria-selected={option === active}
              onClick={() => accept(option)}
              // The field keeps the focus, and a phone its keyboard.
              onPointerDown={(event) => event.preventDefault()}
              className="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-m px-2.5 py-1 hover:bg-hover aria-selected:bg-selected pointer-coarse:min-h-11"
            >
              <span dir="auto" className="max-w-[60%] shrink-0 truncate font-medium">
                {option.name}
              </span>
              <span className="min-w-0 flex-1 truncate text-muted text-small">{option.detail}</span>
            </div>
          ))}
        </div>
      )}
      <p role="status" className="sr-only">
        {options.length > 0 && (options.length === 1 ? "1 suggestion" : `${options.length} suggestions`)}
      </p>
    </search>
  );
}
