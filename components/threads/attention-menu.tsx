import { Ellipsis } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import type { ThreadSummary } from "@/lib/wire/threads";
import { useAttention } from "./use-attention";

type AttentionMenuProps = { line: ThreadSummary; label: string; className: string };

/** The button of a thread's line, pressed. */
export function AttentionMenu({ line, label, className }: AttentionMenuProps) {
  const { items } = useAttention(line);
  return (
    <Menu items={items} isOpenAtOnce>
      <IconButton label={label} icon={Ellipsis} className={className} />
    </Menu>
  );
}
