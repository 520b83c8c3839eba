import { Check } from "lucide-react";
import type { FoundPerson } from "@/lib/wire/people";
import { Avatar } from "./avatar";

type PersonOptionProps = {
  id: string;
  person: FoundPerson;
  isActive: boolean;
  isChosen: boolean;
  onChoose: () => void;
};

/** Somebody to choose, in the listbox under a combobox. */
export function PersonOption({ id, person, isActive, isChosen, onChoose }: PersonOptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works in the field, which names the active option.
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field.
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      data-active={isActive}
      onClick={onChoose}
      // The field keeps the focus, and a phone its keyboard.
      onPointerDown={(event) => event.preventDefault()}
      className="flex min-h-12 cursor-pointer items-center gap-3 rounded-m px-2 py-1.5 hover:bg-hover data-[active=true]:bg-selected"
    >
      <Avatar id={person.id} name={person.name} pictureId={person.pictureId} size="m" />
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate font-medium leading-5">
          {person.name}
        </span>
        <span className="block truncate text-caption text-muted">{person.username}</span>
      </span>
      {isChosen && <Check aria-hidden size={18} className="shrink-0 text-accent" />}
    </div>
  );
}
