import { Sheet } from "@/components/ui/sheet";
import type { ThreadSummary } from "@/lib/wire/threads";
import { useAttention } from "./use-attention";

/** The same as in the menu of a thread's line, for fingers. */
export function AttentionSheet({ line, onClose }: { line: ThreadSummary; onClose: () => void }) {
  const { items } = useAttention(line);
  return <Sheet title={line.title} items={items} onClose={onClose} />;
}
