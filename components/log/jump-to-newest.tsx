import { ArrowDown } from "lucide-react";

/** More are not counted one by one, as in the list. */
const MISSED_MOST = 99;

/** `missed` is how many messages of others are not read yet. */
export function JumpToNewest({ missed, onJump }: { missed: number; onJump: () => void }) {
  return (
    <button
      type="button"
      onClick={onJump}
      className="absolute right-4 bottom-3 flex h-9 animate-rise items-center gap-1.5 rounded-full bg-raised px-2 font-semibold text-small tabular-nums shadow-float ring-1 ring-hairline hover:bg-hover md:right-7 pointer-coarse:h-11 pointer-coarse:px-3 noscript:hidden"
    >
      <ArrowDown aria-hidden size={20} strokeWidth={1.75} />
      <span className="sr-only">Jump to newest</span>
      {missed > 0 && <span className="pr-1.5">{missed > MISSED_MOST ? `${MISSED_MOST}+` : missed} new</span>}
    </button>
  );
}
