"use client";

import { Smile } from "lucide-react";
import { useRef, useState } from "react";
import { late, useLate } from "@/components/late";
import { IconButton } from "@/components/ui/icon-button";

const emojiPopover = late(() => import("./emoji-popover").then(({ EmojiPopover }) => EmojiPopover));

/** Opens the picker above itself, and closes it when one is picked. */
export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const EmojiPopover = useLate(emojiPopover, isOpen, close);

  function pick(emoji: string) {
    close();
    onPick(emoji);
  }

  return (
    <>
      <IconButton
        ref={button}
        label="Emoji"
        icon={Smile}
        tooltip="above-end"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="rounded-full noscript:hidden"
      />
      {isOpen && EmojiPopover && <EmojiPopover anchor={button} onPick={pick} onClose={close} />}
    </>
  );
}
