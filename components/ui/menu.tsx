import type { LucideIcon } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";

export type MenuItem = {
  label: string;
  icon: LucideIcon;
  run: () => void;
  isDangerous?: true;
};

type MenuProps = {
  items: MenuItem[];
  /** The button that opens it. */
  children: ReactNode;
  isOpenAtOnce?: boolean;
  onOpen?: (isOpen: boolean) => void;
};

/** What can be done, in a list below the button. */
export function Menu({ items, children, isOpenAtOnce = false, onOpen = () => {} }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen={isOpenAtOnce} onOpenChange={onOpen}>
      <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="z-30 min-w-48 animate-arrive rounded-m bg-raised p-1 shadow-float outline-none ring-1 ring-hairline"
        >
          {items.map(({ label, icon: Icon, run, isDangerous }) => (
            <DropdownMenu.Item
              key={label}
              onSelect={run}
              className={`flex h-9 cursor-pointer items-center gap-2.5 rounded-s px-2.5 text-small outline-none data-highlighted:bg-hover pointer-coarse:h-11 ${isDangerous ? "text-danger" : ""}`}
            >
              <Icon aria-hidden size={16} strokeWidth={1.75} />
              {label}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
