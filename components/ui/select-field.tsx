import { type ComponentProps, useId } from "react";
import { fieldBox } from "./text-field";

/** One of a few, as the browser offers them. */
export function SelectField({ label, children, ...props }: Omit<ComponentProps<"select">, "id"> & { label: string }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium text-small">
        {label}
      </label>
      <select {...props} id={id} className={`${fieldBox} h-11 w-full px-3 text-field outline-none`}>
        {children}
      </select>
    </div>
  );
}
