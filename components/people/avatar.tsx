import type { Presence } from "@/lib/wire/presence";
import { colourOf } from "./colour";

const SIZES = {
  tiny: "size-4 text-[0.5rem] leading-none",
  s: "size-7.5 text-caption",
  m: "size-9 text-[0.875rem]",
  l: "size-10 text-field",
  xl: "size-16 text-title",
};

type AvatarProps = {
  id: string;
  name: string;
  pictureId: string | null;
  kind?: "person" | "group";
  size?: keyof typeof SIZES;
  presence?: Presence | undefined;
};

/** Decoration: the name always stands beside it. */
export function Avatar({ id, name, pictureId, kind = "person", size = "l", presence }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={`relative grid shrink-0 select-none place-items-center rounded-full font-semibold text-on-person tracking-tight ${SIZES[size]} ${colourOf(id).fill}`}
    >
      {initials(name, kind === "group" ? 2 : 1)}
      {pictureId && (
        // Until it is there, and where it is not, the initials are.
        // biome-ignore lint/performance/noImgElement: it was made in the right size when it was sent.
        <img
          src={`/api/pictures/${pictureId}`}
          alt=""
          className="absolute inset-0 size-full rounded-full object-cover"
        />
      )}
      <Dot state={presence?.state} />
    </span>
  );
}

/** Who is away has a ring, so that nobody has to tell two colours apart. The words stand elsewhere. */
function Dot({ state }: { state: Presence["state"] | undefined }) {
  if (state !== "online" && state !== "away") return null;
  const look = state === "online" ? "bg-online" : "border-[2.5px] border-away bg-canvas";
  return (
    <span
      data-presence={state}
      className={`absolute right-0 bottom-0 size-3 rounded-full ring-2 ring-canvas ${look}`}
    />
  );
}

/** The first letters of the first words: "LW" for "Lake weekend". */
export function initials(name: string, count: number): string {
  const words = name.split(/\s+/).map((word) => word.match(/[\p{L}\p{N}]/u)?.[0]);
  const letters = words.filter((letter) => letter !== undefined).slice(0, count);
  return letters.join("").toUpperCase() || "·";
}
