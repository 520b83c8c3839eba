import { Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { EmojiPicker } from "@/components/emoji/emoji-picker";
import { IconButton } from "@/components/ui/icon-button";
import { useViewer } from "@/components/viewer";
import type { Reaction } from "@/lib/wire/messages";

const QUICK = [
  { emoji: "👍", name: "thumbs up" },
  { emoji: "❤️", name: "heart" },
  { emoji: "😂", name: "laughing" },
  { emoji: "😮", name: "surprised" },
  { emoji: "😢", name: "sad" },
  { emoji: "🙏", name: "thank you" },
];

type ReactionChoiceProps = { reactions: Reaction[]; onPick: (emoji: string, isOn: boolean) => void };

/** Six reactions, one press each, and all the others behind one more. Those that are given already are taken back. */
export function ReactionChoice({ reactions, onPick }: ReactionChoiceProps) {
  const viewer = useViewer();
  const given = new Set(
    reactions.filter(({ people }) => people.some(({ id }) => id === viewer.id)).map(({ emoji }) => emoji),
  );
  const [isChoosing, setChoosing] = useState(false);
  if (isChoosing) return <AllEmoji onPick={(emoji) => onPick(emoji, true)} />;

  return (
    <div className="flex justify-between gap-0.5">
      {QUICK.map(({ emoji, name }) => (
        <button
          key={emoji}
          type="button"
          aria-label={`React with ${name}`}
          aria-pressed={given.has(emoji)}
          onClick={() => onPick(emoji, !given.has(emoji))}
          className="grid size-9 place-items-center rounded-full text-[1.25rem] leading-none hover:bg-hover aria-pressed:bg-selected pointer-coarse:size-11"
        >
          <span aria-hidden>{emoji}</span>
        </button>
      ))}
      <IconButton label="More emoji" icon={Plus} className="rounded-full" onClick={() => setChoosing(true)} />
    </div>
  );
}

/** The button that asked for them is gone, and the focus was on it. A phone's keyboard would cover what there is. */
function AllEmoji({ onPick }: { onPick: (emoji: string) => void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const hasKeyboard = matchMedia("(pointer: fine)").matches;
    (hasKeyboard ? place.current?.querySelector("input") : place.current)?.focus();
  }, []);

  return (
    <div ref={place} tabIndex={-1} className="outline-none">
      <EmojiPicker onPick={onPick} />
    </div>
  );
}
