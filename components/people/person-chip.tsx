import { X } from "lucide-react";
import type { NamedPerson } from "@/lib/wire/people";

/** A chosen person; pressing it takes the choice back. */
export function PersonChip({ person, onRemove }: { person: NamedPerson; onRemove: () => void }) {
  return (
    <button
      type="button"
      onClick={onRemove}
      aria-label={`Remove ${person.name}`}
      className="flex h-8 max-w-full items-center gap-1.5 rounded-s bg-selected pr-1.5 pl-2.5 font-medium text-small hover:bg-hover pointer-coarse:h-10"
    >
      <span dir="auto" className="truncate">
        {person.name}
      </span>
      <X aria-hidden size={14} className="shrink-0 text-muted" />
    </button>
  );
}
