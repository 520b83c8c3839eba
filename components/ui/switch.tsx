import { useId } from "react";

type SwitchProps = { label: string; hint: string; isOn: boolean; onChange: (isOn: boolean) => void };

/** Something that is on or off, with what that means below its name. */
export function Switch({ label, hint, isOn, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-center gap-4 py-3">
      <div className="min-w-0 flex-1">
        <p id={`${id}-label`} className="font-medium leading-5">
          {label}
        </p>
        <p id={`${id}-hint`} className="text-muted text-small">
          {hint}
        </p>
      </div>
      <button
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-hint`}
        onClick={() => onChange(!isOn)}
        className="group -m-2 grid size-fit min-h-11 shrink-0 place-items-center rounded-m p-2"
      >
        <span className="flex h-6 w-10.5 items-center rounded-full bg-outline px-0.75 transition-colors duration-120 group-aria-checked:bg-accent">
          <span className="size-4.5 rounded-full bg-surface transition-transform duration-120 group-aria-checked:translate-x-4.5" />
        </span>
      </button>
    </div>
  );
}
