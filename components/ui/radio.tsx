import { useId } from "react";

type RadioProps = { name: string; label: string; hint: string; isChosen: boolean; onChoose: () => void };

/** One of several things to choose from, with what it means below its name. */
export function Radio({ name, label, hint, isChosen, onChoose }: RadioProps) {
  const id = useId();
  return (
    <label className="flex min-h-11 cursor-pointer items-center gap-3 py-2.5">
      <input
        type="radio"
        name={name}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-hint`}
        checked={isChosen}
        onChange={onChoose}
        className="size-4.5 shrink-0 accent-accent"
      />
      <span className="min-w-0">
        <span id={`${id}-label`} className="block font-medium leading-5">
          {label}
        </span>
        <span id={`${id}-hint`} className="block text-muted text-small">
          {hint}
        </span>
      </span>
    </label>
  );
}
