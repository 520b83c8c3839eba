import { Check } from "lucide-react";
import { useState } from "react";
import { timeOf } from "@/components/clock";
import { Avatar } from "@/components/people/avatar";
import { colourOf } from "@/components/people/colour";
import { useTimeZone } from "@/components/time-zone";
import { NotSent } from "./not-sent";
import type { Bubble } from "./rows";

type MessageItemProps = { row: Bubble; onRetry: (id: string) => void; onRemove: (id: string) => void };

/** A message, or the draft that becomes it: the element stays the same, so that nothing moves when it is confirmed. */
export function MessageItem({ row, onRetry, onRemove }: MessageItemProps) {
  const { zone } = useTimeZone();
  const [wasDraft] = useState(row.state !== "sent");
  const time = timeOf(row.at, zone);
  const place = `${row.startsGroup ? "mt-3" : "mt-0.5"} ${wasDraft ? "animate-rise" : ""}`;

  return (
    <article
      id={row.seq === null ? undefined : `m-${row.seq}`}
      aria-label={nameOf(row, time)}
      className={`scroll-my-16 ${place} ${row.isOwn ? "grid justify-items-end" : "grid grid-cols-[1.875rem_minmax(0,1fr)] gap-x-2.5"}`}
    >
      {!row.isOwn && (
        <span className="self-end">
          {row.endsGroup && <Avatar id={row.author.id} name={row.author.name} size="s" />}
        </span>
      )}
      <div
        className={`flow-root w-fit max-w-[min(35rem,84%)] max-md:max-w-[90%] rounded-l px-3.25 py-1.75 ${shapeOf(row)}`}
      >
        {!row.isOwn && row.startsGroup && (
          <p dir="auto" className={`truncate font-semibold text-small ${colourOf(row.author.id).name}`}>
            {row.author.name}
          </p>
        )}
        <div dir="auto" className="wrap-anywhere whitespace-pre-wrap text-message">
          {row.isDeleted ? <em className="text-muted">Message deleted</em> : row.body}
          <Meta row={row} time={time} />
        </div>
      </div>
      {row.state === "failed" && (
        <NotSent code={row.code} onRetry={() => onRetry(row.id)} onRemove={() => onRemove(row.id)} />
      )}
    </article>
  );
}

/**
 * When it was sent, or how far it has come. It floats into the last line when there is room. One's own keep a place of
 * one width for every state, or the bubble would change its size when it is confirmed.
 */
function Meta({ row, time }: { row: Bubble; time: string }) {
  const colour = row.isOwn ? "text-bubble-own-muted" : "text-muted";
  return (
    <span className={`relative top-0.5 float-end ms-3 -me-0.75 mt-1.5 -mb-0.75 select-none text-tiny ${colour}`}>
      {/* The floating follows the direction of the text; a time and a tick do not. */}
      <span
        dir="ltr"
        className={`flex justify-end gap-0.75 whitespace-nowrap tabular-nums ${row.isOwn ? "min-w-13" : ""}`}
      >
        <State row={row} time={time} />
      </span>
    </span>
  );
}

function State({ row, time }: { row: Bubble; time: string }) {
  if (row.state === "waiting") return "Waiting";
  if (row.state === "sending") return <span className="animate-late">Sending</span>;
  if (row.state === "failed") return <span className="font-medium text-bubble-own-danger">Not sent</span>;
  return (
    <>
      {row.isEdited && <span>edited</span>}
      {time}
      {row.isOwn && <Check aria-hidden size={15} strokeWidth={2} />}
      {row.isOwn && <span className="sr-only">Sent</span>}
    </>
  );
}

/** Its corners say where a group begins and ends. */
function shapeOf({ isOwn, startsGroup, endsGroup }: Bubble): string {
  if (isOwn) return `bg-bubble-own ${startsGroup ? "" : "rounded-tr-s"} ${endsGroup ? "" : "rounded-br-s"}`;
  return `bg-bubble-other ${startsGroup ? "" : "rounded-tl-s"} ${endsGroup ? "" : "rounded-bl-s"}`;
}

const NAME_LENGTH = 80;

/** "Ben, 14:03: Noodles?" */
function nameOf({ isOwn, author, body, isDeleted }: Bubble, time: string): string {
  const text = isDeleted ? "Message deleted" : body.replace(/\s+/g, " ");
  const characters = Array.from(text.slice(0, 2 * NAME_LENGTH + 1));
  const short = characters.length > NAME_LENGTH ? `${characters.slice(0, NAME_LENGTH).join("")}…` : text;
  return `${isOwn ? "You" : author.name}, ${time}: ${short}`;
}
