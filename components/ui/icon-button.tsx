import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";

type Tooltip = "below-start" | "below-end" | "above-start" | "above-end";

/** How a control that is only an icon looks, whether it is a button or a link. */
export const iconControl =
  "grid size-9 shrink-0 place-items-center rounded-m text-muted transition-colors duration-120 hover:bg-hover hover:text-text aria-expanded:text-accent pointer-coarse:size-11";

export function IconButton({
  label,
  icon: Icon,
  tooltip = "below-end",
  className = "",
  ...props
}: Omit<ComponentProps<"button">, "children"> & { label: string; icon: LucideIcon; tooltip?: Tooltip }) {
  return (
    <button
      type="button"
      {...props}
      aria-label={label}
      data-tooltip={label}
      data-tooltip-at={tooltip}
      className={`${iconControl} ${className}`}
    >
      <Icon aria-hidden size={20} strokeWidth={1.75} />
    </button>
  );
}
