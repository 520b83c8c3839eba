import { type KeyboardEvent, type ToggleEvent, useId, useRef, useState } from "react";
import { timeInWords } from "@/components/clock";
import { Avatar } from "@/components/people/avatar";
import { useTimeZone } from "@/components/time-zone";
import { listInWords } from "@/components/words";
import type { Reader } from "./marks";
import { useMarks } from "./use-marks";

/** Faces beside a message, and where there is little room; whoever is further is only counted. */
const FACES = 5;
const NARROW_FACES = 2;

type SeenByProps = { seq: number; authorId: string; isOwn: boolean };

/** Those who have read up to this message of a group. They stand beside the bubble, where they take no room. */
export function SeenBy({ seq, authorId, isOwn }: SeenByProps) {
  const marks = useMarks();
  const readers = marks.readersAt(seq);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const listId = useId();
  if (readers.length === 0 && !place) return null;

  function toggle(event: ToggleEvent) {
    setPlace(event.newState === "open" && button.current ? placeBeside(button.current) : null);
  }

  /** In the conversation Escape has other meanings too, which are not meant here. */
  function closeOnEscape(event: KeyboardEvent) {
    if (event.key !== "Escape" || !place) return;
    event.stopPropagation();
    list.current?.hidePopover();
  }

  return (
    // The log speaks new messages; that somebody has read them is not one.
    // biome-ignore lint/a11y/noStaticElementInteractions: what is within hears the keys.
    <span
      aria-live="off"
      onKeyDown={closeOnEscape}
      // Whoever asks who has read a message does not ask what can be done with it.
      onFocus={(event) => event.stopPropagation()}
      className={`absolute bottom-0.5 ${isOwn ? "right-full mr-1.5" : "left-full ml-1.5"}`}
    >
      <button
        ref={button}
        type="button"
        popoverTarget={listId}
        aria-label={`Read by ${namesOf(readers)}`}
        className="relative flex items-center rounded-full after:absolute after:-inset-1 pointer-coarse:after:-inset-3.75"
      >
        {readers.slice(0, FACES).map(({ id, name, pictureId }, place) => (
          <span
            key={id}
            className={`-ml-1.25 rounded-full ring-2 ring-surface first:ml-0 ${place < NARROW_FACES ? "" : "max-md:hidden"}`}
          >
            <Avatar id={id} name={name} pictureId={pictureId} size="tiny" />
          </span>
        ))}
        <Further count={readers.length - NARROW_FACES} className="md:hidden" />
        <Further count={readers.length - FACES} className="max-md:hidden" />
      </button>
      <div
        ref={list}
        id={listId}
        popover="auto"
        role="dialog"
        aria-label="Read by"
        onBeforeToggle={toggle}
        style={place ?? undefined}
        className="fixed inset-auto m-0 max-h-72 w-64 animate-arrive overflow-y-auto overscroll-contain rounded-m bg-raised p-2 text-text shadow-float ring-1 ring-hairline"
      >
        {place && <Readers readers={marks.readersOf(seq, authorId)} />}
      </div>
    </span>
  );
}

function Further({ count, className }: { count: number; className: string }) {
  if (count <= 0) return null;
  return <span className={`pl-0.75 font-medium text-muted text-tiny tabular-nums ${className}`}>+{count}</span>;
}

function Readers({ readers }: { readers: Reader[] }) {
  const { zone, today } = useTimeZone();
  return (
    <>
      <h3 className="px-2 pt-1 pb-1.5 font-semibold text-caption text-muted">Read by</h3>
      <ul>
        {readers.map(({ id, name, pictureId, seenAt }) => (
          <li key={id} className="flex items-center gap-2.5 px-2 py-1.25">
            <Avatar id={id} name={name} pictureId={pictureId} size="s" />
            <span dir="auto" className="min-w-0 flex-1 truncate text-left font-medium text-small">
              {name}
            </span>
            {seenAt && (
              <time dateTime={seenAt} className="shrink-0 text-caption text-muted tabular-nums">
                {timeInWords(seenAt, zone, today)}
              </time>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

type Place = { left?: number; right?: number; bottom?: number; top?: number };

/** Above the faces, or below them where there is no room; in the window in any case. */
function placeBeside(button: HTMLElement): Place {
  const { left, right, top, bottom } = button.getBoundingClientRect();
  const isLeft = left < window.innerWidth / 2;
  return {
    ...(isLeft ? { left: Math.max(8, left) } : { right: Math.max(8, window.innerWidth - right) }),
    ...(top > window.innerHeight / 2 ? { bottom: window.innerHeight - top + 6 } : { top: bottom + 6 }),
  };
}

function namesOf(readers: Reader[]): string {
  const names = readers.map(({ name }) => name);
  const others = names.length - FACES;
  if (others <= 0) return listInWords(names);
  return `${names.slice(0, FACES).join(", ")} and ${others} more`;
}
