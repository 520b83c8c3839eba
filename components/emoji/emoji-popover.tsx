"use client";

import { Popover } from "radix-ui";
import type { RefObject } from "react";
import { EmojiPicker } from "./emoji-picker";

type EmojiPopoverProps = {
  /** What it stands beside, and where the focus goes back to. */
  anchor: RefObject<HTMLElement | null>;
  onPick: (emoji: string) => void;
  onClose: () => void;
};

/** The picker beside a button. Mount it to open it; whoever picks decides where the focus goes. */
export function EmojiPopover({ anchor, onPick, onClose }: EmojiPopoverProps) {
  function closeUnlessByButton(event: Event) {
    const isButton = event.target instanceof Node && anchor.current?.contains(event.target);
    if (isButton) event.preventDefault();
  }

  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Popover.Anchor virtualRef={{ current: { getBoundingClientRect: () => placeOf(anchor) } }} />
      <Popover.Portal>
        <Popover.Content
          aria-label="Emoji"
          side="top"
          align="end"
          sideOffset={8}
          collisionPadding={8}
          onOpenAutoFocus={keepKeyboardAway}
          onInteractOutside={closeUnlessByButton}
          onEscapeKeyDown={() => anchor.current?.focus()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          // Keys in here are not for what lies below, also where React bubbles them to.
          onKeyDown={(event) => event.stopPropagation()}
          className="z-40 w-85 max-w-[calc(100vw-1rem)] animate-arrive rounded-l bg-raised text-text shadow-float outline-none ring-1 ring-hairline"
        >
          <EmojiPicker onPick={onPick} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** On a phone the keyboard would cover what there is to choose from, before anybody wants to type. */
function keepKeyboardAway(event: Event) {
  if (matchMedia("(pointer: fine)").matches || !(event.currentTarget instanceof HTMLElement)) return;
  event.preventDefault();
  event.currentTarget.focus();
}

function placeOf(anchor: RefObject<HTMLElement | null>): DOMRect {
  return anchor.current?.getBoundingClientRect() ?? new DOMRect();
}
