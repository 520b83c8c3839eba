import { useViewer } from "@/components/viewer";
import { listInWords } from "@/components/words";
import type { Reaction } from "@/lib/wire/messages";
import type { NamedPerson } from "@/lib/wire/people";
import { useIsWritable } from "./writable";

type ReactionsProps = { reactions: Reaction[]; isOwn: boolean; onReact: (emoji: string, isOn: boolean) => void };

/** They hang on the lower edge of the bubble. Pressing one takes it up or back. */
export function Reactions({ reactions, isOwn, onReact }: ReactionsProps) {
  const viewer = useViewer();
  const isWritable = useIsWritable();
  return (
    <ul
      aria-label="Reactions"
      className={`z-1 -mt-1 mb-0.5 flex flex-wrap gap-1 px-2 pointer-coarse:gap-y-3 ${isOwn ? "justify-end" : ""}`}
    >
      {reactions.map(({ emoji, people }) => {
        const isMine = people.some(({ id }) => id === viewer.id);
        return (
          <li key={emoji}>
            <button
              type="button"
              aria-pressed={isMine}
              aria-disabled={!isWritable}
              aria-label={`${emoji} ${people.length}, ${whoInWords(people, viewer.id)}`}
              data-tooltip={whoInWords(people, viewer.id)}
              data-tooltip-at={isOwn ? "above-end" : "above-start"}
              onClick={() => isWritable && onReact(emoji, !isMine)}
              className="flex h-6 items-center gap-1 rounded-full bg-raised px-2 text-small ring-1 ring-hairline not-aria-disabled:hover:bg-hover aria-disabled:cursor-default aria-pressed:bg-selected aria-pressed:ring-accent before:absolute before:inset-x-0 pointer-coarse:h-8 pointer-coarse:px-2.5 pointer-coarse:before:-inset-y-1.5"
            >
              <span aria-hidden>{emoji}</span>
              <span
                aria-hidden
                className={`font-medium text-caption tabular-nums ${isMine ? "text-accent" : "text-muted"}`}
              >
                {people.length}
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** No tooltip holds more names than this. */
const NAMES = 8;

/** "You, Ben and 3 others" */
function whoInWords(people: NamedPerson[], viewerId: string): string {
  const names = people.map(({ id, name }) => (id === viewerId ? "You" : name));
  const others = names.length - NAMES;
  return others > 1 ? `${names.slice(0, NAMES).join(", ")} and ${others} others` : listInWords(names);
}
