import type { ReactNode } from "react";
import { Dialog } from "./dialog";
import type { MenuItem } from "./menu";

type SheetProps = {
  title: string;
  items: MenuItem[];
  onClose: () => void;
  /** What stands above the items. */
  children?: ReactNode;
};

/** What can be done, for fingers: a long press opens it where a thumb reaches it. */
export function Sheet({ title, items, onClose, children }: SheetProps) {
  return (
    <Dialog title={title} at="bottom" onClose={onClose}>
      {children}
      <ul className="overflow-y-auto p-2 [header+&]:pt-0">
        {items.map((item) => (
          <li key={item.label}>
            <button
              type="button"
              onClick={() => {
                onClose();
                item.run();
              }}
              className={`flex h-12 w-full items-center gap-3.5 rounded-m px-3 text-left hover:bg-hover ${item.isDangerous ? "text-danger" : ""}`}
            >
              <item.icon aria-hidden size={20} strokeWidth={1.75} />
              {item.label}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
