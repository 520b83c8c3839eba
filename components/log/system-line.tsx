import { useViewer } from "@/components/viewer";
import { eventInWords } from "@/components/words";
import type { SystemLine as SystemRow } from "./rows";

/** What happened in the thread: "Ben added Eve". */
export function SystemLine({ row }: { row: SystemRow }) {
  const viewer = useViewer();
  return (
    <p
      id={`m-${row.seq}`}
      dir="auto"
      className="wrap-anywhere mx-auto mt-3 max-w-[84%] text-center text-muted text-small"
    >
      {eventInWords(row.event, row.author, viewer.id)}
    </p>
  );
}
