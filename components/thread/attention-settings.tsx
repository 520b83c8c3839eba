import { ChevronDown } from "lucide-react";
import { useAttention } from "@/components/threads/use-attention";
import { useLine } from "@/components/threads/use-line";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import type { ThreadSummary } from "@/lib/wire/threads";

/** How the thread calls the viewer, for them alone. */
export function AttentionSettings({ summary }: { summary: ThreadSummary }) {
  const { isPinned, isMuted, isArchived, items } = useAttention(useLine(summary));
  const states = [isPinned && "Pinned", isMuted && "Muted", isArchived && "Archived"].filter(Boolean);
  return (
    <section aria-label="For you" className="grid gap-2 border-hairline border-b px-5 py-4">
      <Menu items={items}>
        <Button>
          Pin, mute or archive
          <ChevronDown aria-hidden size={16} />
        </Button>
      </Menu>
      <p role="status" className="text-caption text-muted empty:hidden">
        {states.join(" · ")}
      </p>
    </section>
  );
}
