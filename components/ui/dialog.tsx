"use client";

import { X } from "lucide-react";
import { type MouseEvent, type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { IconButton } from "./icon-button";

/**
 * A native modal dialog: the browser keeps the focus in, the page out and Escape working. Mount it to open it; it asks
 * to be unmounted by `onClose`.
 */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    // Closing gives the focus back to where it was; merely taking the element away would lose it.
    return () => opened?.close();
  }, []);

  function closeFromBackdrop(event: MouseEvent<HTMLDialogElement>) {
    if (event.target === event.currentTarget) onClose();
  }

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={closeFromBackdrop}
      // What is typed in here is not for what lies below, like the Escape that closes a panel.
      onKeyDown={(event) => event.stopPropagation()}
      className="m-auto max-h-[calc(100dvh-2rem)] w-[calc(100%-1.5rem)] max-w-110 animate-rise flex-col overflow-hidden rounded-l bg-raised text-text shadow-float ring-1 ring-hairline open:flex"
    >
      <header className="flex items-center gap-2 py-3 pr-3 pl-5">
        <h2 id={titleId} dir="auto" className="min-w-0 flex-1 truncate font-semibold text-brand tracking-tight">
          {title}
        </h2>
        <IconButton label="Close" icon={X} onClick={onClose} />
      </header>
      {children}
    </dialog>
  );
}
