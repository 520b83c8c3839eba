import { type ComponentProps, useId } from "react";

/** How everything looks into which one types a line. */
export const fieldBox =
  "rounded-m bg-raised ring-1 ring-inset ring-outline transition-shadow duration-120 focus-within:ring-2 focus-within:ring-accent";

export function TextField({
  label,
  className = "",
  ...props
}: Omit<ComponentProps<"input">, "id"> & { label: string }) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block font-medium text-small">
        {label}
      </label>
      <input {...props} id={id} className={`${fieldBox} h-11 w-full px-3.5 text-field outline-none`} />
    </div>
  );
}
