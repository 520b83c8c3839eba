import { type ComponentProps, useId } from "react";
import { fieldBox } from "./text-field";

/** For a few lines. */
export function TextArea({ label, ...props }: Omit<ComponentProps<"textarea">, "id"> & { label: string }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium text-small">
        {label}
      </label>
      <textarea
        rows={3}
        {...props}
        id={id}
        className={`${fieldBox} block w-full resize-none px-3.5 py-2.5 text-field outline-none`}
      />
    </div>
  );
}
