import { Check, CheckCheck } from "lucide-react";
import { useMarks } from "./use-marks";

const WORDS = { sent: "Sent", delivered: "Delivered", read: "Read" };

/** How far a message of the viewer's has come, as a mark and in a word. */
export function Ticks({ seq }: { seq: number }) {
  const arrival = useMarks().arrivalOf(seq);
  const Mark = arrival === "sent" ? Check : CheckCheck;
  return (
    // The log speaks new messages; that one has arrived is not one.
    <span aria-live="off" className={arrival === "read" ? "text-accent" : ""}>
      <Mark aria-hidden size={15} strokeWidth={2} />
      <span className="sr-only">{WORDS[arrival]}</span>
    </span>
  );
}
