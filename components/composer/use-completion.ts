import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from "react";
import { readHabits, rememberEmoji } from "@/components/emoji/habits";
import { useViewer } from "@/components/viewer";
import type { Participant } from "@/lib/wire/threads";
import { findEmoji, type Option, rankPeople, type Wanted, wantedAt } from "./completion";
import { insertText } from "./insert-text";

/** Offers to finish a name or an emoji that is being typed. `field` are the attributes and events of the text field. */
export function useCompletion(field: RefObject<HTMLTextAreaElement | null>, participants: Participant[]) {
  const viewer = useViewer();
  const id = useId();
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [activeAt, setActiveAt] = useState(0);
  const emoji = useEmojiOptions(wanted?.kind === "emoji" ? wanted.query : null, viewer.id);

  const found = wanted?.kind === "person" ? rankPeople(participants, wanted.query, viewer.id) : emoji;
  const options = wanted && wanted.start !== dismissed ? found : [];
  const active = options[Math.min(activeAt, options.length - 1)];
  const idOf = (option: Option) => `${id}-${option.id}`;

  function look() {
    const { value = "", selectionStart = 0, selectionEnd = 0 } = field.current ?? {};
    const next = selectionStart === selectionEnd ? wantedAt(value, selectionStart) : null;
    if (next?.start !== wanted?.start) setDismissed(null);
    if (next?.start !== wanted?.start || next?.query !== wanted?.query) {
      setWanted(next);
      setActiveAt(0);
    }
  }

  function accept(option: Option) {
    if (!field.current || !wanted) return;
    if (option.kind === "emoji") rememberEmoji(viewer.id, option.picture);
    insertText(field.current, option.text, wanted.start);
    setWanted(null);
  }

  function steer(event: KeyboardEvent): void {
    if (!active || event.nativeEvent.isComposing || event.keyCode === 229 || event.shiftKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setActiveAt((options.indexOf(active) + step + options.length) % options.length);
    else if (event.key === "Enter" || event.key === "Tab") accept(active);
    else if (event.key === ":" && active.name === `:${wanted?.query}:`) accept(active);
    else if (event.key === "Escape") setDismissed(wanted?.start ?? null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return {
    options,
    active,
    id,
    idOf,
    accept,
    steer,
    field: {
      "aria-autocomplete": "list",
      "aria-controls": options.length > 0 ? id : undefined,
      "aria-activedescendant": active && idOf(active),
      onSelect: look,
      onInput: look,
      onBlur: () => setWanted(null),
    } as const,
  };
}

/** What a name finds; while the next answer is on its way the last one stays. */
function useEmojiOptions(query: string | null, viewerId: string): Option[] {
  const [options, setOptions] = useState<Option[]>([]);
  useEffect(() => {
    if (query === null) return setOptions([]);
    let isWanted = true;
    findEmoji(query, readHabits(viewerId).tone).then(
      (found) => isWanted && setOptions(found),
      // Nothing is offered when the emoji cannot be loaded: what was typed is text.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [query, viewerId]);
  return options;
}
