import { colourOf } from "./colour";

const SIZES = {
  s: "size-7.5 text-caption",
  m: "size-9 text-[0.875rem]",
  l: "size-10 text-field",
};

type AvatarProps = { id: string; name: string; kind?: "person" | "group"; size?: keyof typeof SIZES };

/** Decoration: the name always stands beside it. */
export function Avatar({ id, name, kind = "person", size = "l" }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={`grid shrink-0 select-none place-items-center rounded-full font-semibold text-on-person tracking-tight ${SIZES[size]} ${colourOf(id).fill}`}
    >
      {initials(name, kind === "group" ? 2 : 1)}
    </span>
  );
}

/** The first letters of the first words: "LW" for "Lake weekend". */
export function initials(name: string, count: number): string {
  const words = name.split(/\s+/).map((word) => word.match(/[\p{L}\p{N}]/u)?.[0]);
  const letters = words.filter((letter) => letter !== undefined).slice(0, count);
  return letters.join("").toUpperCase() || "·";
}
