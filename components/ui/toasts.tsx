"use client";

import { useSyncExternalStore } from "react";

type Toast = { id: number; text: string };

/** How long a toast can be read: a glance, and half a second a word. */
const GLANCE_MS = 2_000;
const WORD_MS = 500;

let toasts: Toast[] = [];
let made = 0;
const listeners = new Set<() => void>();

function change(next: Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Tells of something that was done, or that could not be, without interrupting. */
export function showToast(text: string): void {
  made += 1;
  const toast = { id: made, text };
  change([...toasts.filter((other) => other.text !== text), toast]);
  const wait = GLANCE_MS + WORD_MS * text.split(" ").length;
  setTimeout(() => change(toasts.filter((other) => other !== toast)), wait);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const NONE: Toast[] = [];

/** Where toasts appear. The region is there before them, or a screen reader would not notice. */
export function Toasts() {
  const shown = useSyncExternalStore(
    subscribe,
    () => toasts,
    () => NONE,
  );
  return (
    <div
      role="status"
      aria-label="Notices"
      className="pointer-events-none fixed inset-x-0 bottom-24 md:left-70 lg:left-80 z-40 grid justify-items-center gap-2 px-4"
    >
      {shown.map(({ id, text }) => (
        <p
          key={id}
          className="max-w-full animate-rise rounded-m bg-text px-3.5 py-2 font-medium text-small text-surface shadow-float"
        >
          {text}
        </p>
      ))}
    </div>
  );
}
