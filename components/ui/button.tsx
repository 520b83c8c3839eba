import type { ComponentProps } from "react";

const LOOKS = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  plain: "bg-raised text-text ring-1 ring-inset ring-hairline hover:bg-hover",
  quiet: "text-muted hover:bg-danger-tint hover:text-danger",
  danger: "bg-raised text-danger ring-1 ring-inset ring-hairline hover:bg-danger-tint",
};

const SIZES = {
  m: "h-9 px-3.5 text-small pointer-coarse:h-11",
  l: "h-11 px-4 text-field",
};

type ButtonProps = ComponentProps<"button"> & { look?: keyof typeof LOOKS; size?: keyof typeof SIZES };

export function Button({ look = "plain", size = "m", className = "", ...props }: ButtonProps) {
  return (
    <button
      type="button"
      {...props}
      className={`inline-flex shrink-0 items-center justify-center gap-2 rounded-m font-semibold transition-colors duration-120 disabled:pointer-events-none disabled:bg-hover disabled:text-muted ${LOOKS[look]} ${SIZES[size]} ${className}`}
    />
  );
}
