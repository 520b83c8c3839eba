"use client";

import { type KeyboardEvent, type MouseEvent, type ReactNode, useLayoutEffect, useRef } from "react";

type ModalProps = {
  name: { label: string } | { labelledBy: string };
  /** Below, where a thumb reaches it, is for what a finger has opened; above for what is typed into. */
  at?: keyof typeof PLACES;
  onKey?: (event: KeyboardEvent) => void;
  onClose: () => void;
  children: ReactNode;
};

const BOX =
  "max-h-[calc(100dvh-2rem)] w-[calc(100%-1.5rem)] animate-rise rounded-l bg-raised shadow-float ring-1 ring-hairline";

const PLACES = {
  top: `${BOX} mx-auto mt-[min(12dvh,7rem)] mb-auto max-w-145`,
  middle: `${BOX} m-auto max-w-110`,
  bottom: `${BOX} m-auto mb-[max(0.75rem,env(safe-area-inset-bottom))] max-w-110`,
  everywhere: "m-0 h-dvh max-h-none w-dvw max-w-none darkened animate-arrive bg-canvas",
};

/**
 * A native modal dialog: the browser keeps the focus in, the page out and Escape working. Mount it to open it; it asks
 * to be unmounted by `onClose`. The focus begins at what has `data-begins`, and otherwise at the dialog: the first thing
 * to press in it is mostly what closes it.
 */
export function Modal({ name, at = "middle", onKey, onClose, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    (opened?.querySelector<HTMLElement>("[data-begins]") ?? opened)?.focus();
    // Closing gives the focus back to where it was; merely taking the element away would lose it.
    return () => opened?.close();
  }, []);

  function closeFromBackdrop(event: MouseEvent<HTMLDialogElement>) {
    if (event.target === event.currentTarget) onClose();
  }

  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-label={"label" in name ? name.label : undefined}
      aria-labelledby={"labelledBy" in name ? name.labelledBy : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={closeFromBackdrop}
      // What is typed in here is not for what lies below, like the Escape that closes a panel.
      onKeyDown={(event) => {
        event.stopPropagation();
        onKey?.(event);
      }}
      className={`flex-col overflow-hidden text-text outline-none open:flex ${PLACES[at]}`}
    >
      {children}
    </dialog>
  );
}
