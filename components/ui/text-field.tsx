import { type ComponentProps, useId } from "react";

/** How everything looks into which one types a line. */
export const fieldBox =
  "rounded-m bg-raised ring-1 ring-inset ring-outline transition-shadow duration-120 focus-within:ring-2 focus-within:ring-accent";

export function TextField({
  label,
  hint,
  className = "",
  ...props
}: Omit<ComponentProps<"input">, "id"> & { label: string; hint?: string }) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block font-medium text-small">
        {label}
      </label>
      <input
        {...props}
        id={id}
        aria-describedby={hint && `${id}-hint`}
        className={`${fieldBox} h-11 w-full px-3.5 text-field outline-none`}
      />
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-caption text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
