import { useEffect, useEffectEvent } from "react";
import { hasCommandKey } from "./platform";

/** Ctrl and the key, or ⌘ and the key, wherever the focus is. */
export function useCommand(key: string, run: () => void): void {
  useKeys((event) => {
    const [wanted, other] = hasCommandKey() ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
    return wanted && !other && !event.shiftKey && !event.altKey && event.key.toLowerCase() === key;
  }, run);
}

/** A character by itself, where none is typed and no dialog waits for an answer. */
export function useCharacter(character: string, run: () => void): void {
  useKeys((event) => event.key === character && !event.ctrlKey && !event.metaKey && !isTypedOrAsked(event.target), run);
}

function useKeys(isMeant: (event: KeyboardEvent) => boolean, run: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || !isMeant(event)) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    // Before anybody else: a dialog keeps what is pressed in it to itself.
    document.addEventListener("keydown", press, true);
    return () => document.removeEventListener("keydown", press, true);
  }, []);
}

function isTypedOrAsked(target: EventTarget | null): boolean {
  const asks = "input, textarea, select, [contenteditable], dialog, [role=menu], [role=dialog]";
  return target instanceof Element && target.closest(asks) !== null;
}
