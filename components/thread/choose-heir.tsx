import { useId } from "react";
import { fieldBox } from "@/components/ui/text-field";
import type { Participant } from "@/lib/wire/threads";

type ChooseHeirProps = { heirs: Participant[]; chosenId: string; onChoose: (id: string) => void };

/** Whom a group belongs to when its only owner leaves. */
export function ChooseHeir({ heirs, chosenId, onChoose }: ChooseHeirProps) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium text-small">
        New owner
      </label>
      {/* The browser draws the arrow at the very edge of the select. */}
      <div className={`${fieldBox} px-3`}>
        <select
          id={id}
          value={chosenId}
          onChange={(event) => onChoose(event.target.value)}
          aria-describedby={`${id}-why`}
          className="h-11 w-full bg-raised text-field outline-none"
        >
          <option value="">Choose somebody</option>
          {heirs.map(({ id, name, username }) => (
            <option key={id} value={id}>
              {name} ({username})
            </option>
          ))}
        </select>
      </div>
      <p id={`${id}-why`} className="mt-1.5 text-muted text-small">
        A group needs an owner, and you are its only one.
      </p>
    </div>
  );
}
