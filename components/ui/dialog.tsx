"use client";

import { X } from "lucide-react";
import { type ComponentProps, useId } from "react";
import { IconButton } from "./icon-button";
import { Modal } from "./modal";

type DialogProps = Omit<ComponentProps<typeof Modal>, "name"> & { title: string };

/** A modal with its title and a button that closes it. */
export function Dialog({ title, onClose, children, ...place }: DialogProps) {
  const titleId = useId();
  return (
    <Modal {...place} name={{ labelledBy: titleId }} onClose={onClose}>
      <header className="flex items-center gap-2 py-3 pr-3 pl-5">
        <h2 id={titleId} dir="auto" className="min-w-0 flex-1 truncate font-semibold text-brand tracking-tight">
          {title}
        </h2>
        <IconButton label="Close" icon={X} onClick={onClose} />
      </header>
      {children}
    </Modal>
  );
}
