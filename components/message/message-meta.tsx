import type { Bubble } from "@/components/log/rows";
import { Ticks } from "./ticks";

/**
 * When it was sent, or how far it has come. It floats into the last line when there is room. One's own keep a place of
 * one width for every state, or the bubble would change its size when it is confirmed.
 */
export function MessageMeta({ row, time }: { row: Bubble; time: string }) {
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
      {row.isOwn && row.seq !== null && <Ticks seq={row.seq} />}
    </>
  );
}
