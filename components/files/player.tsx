import { useState } from "react";
import type { MessageFile } from "@/lib/wire/files";
import { addressOf } from "./addresses";

/** The browser's own player. Until it is played, only as much is loaded as says how long it is. */
export function Sound({ file }: { file: MessageFile }) {
  const { isPlayable, setPlayable, tellIfBroken } = usePlayable();
  if (!isPlayable) return <Unplayable place="h-13.5" />;
  return (
    // biome-ignore lint/a11y/useMediaCaption: there is no text of what people send each other.
    <audio
      controls
      preload="metadata"
      aria-label={file.name}
      src={addressOf(file)}
      ref={tellIfBroken}
      onError={() => setPlayable(false)}
      className="h-13.5 w-full"
    />
  );
}

/** In a place that is there before the film is, whatever shape it has. */
export function Video({ file }: { file: MessageFile }) {
  const { isPlayable, setPlayable, tellIfBroken } = usePlayable();
  if (!isPlayable) return <Unplayable place="aspect-video" />;
  return (
    // biome-ignore lint/a11y/useMediaCaption: there is no text of what people send each other.
    <video
      controls
      playsInline
      preload="metadata"
      aria-label={file.name}
      src={addressOf(file)}
      ref={tellIfBroken}
      onError={() => setPlayable(false)}
      className="aspect-video w-full rounded-m bg-ink"
    />
  );
}

function usePlayable() {
  const [isPlayable, setPlayable] = useState(true);
  /** What failed before the page could listen tells nothing any more. */
  function tellIfBroken(media: HTMLMediaElement | null): void {
    if (media?.error) setPlayable(false);
  }
  return { isPlayable, setPlayable, tellIfBroken };
}

function Unplayable({ place }: { place: string }) {
  return (
    <p className={`grid place-items-center rounded-m bg-surface/60 px-3 text-center text-small ${place}`}>
      This browser cannot play it.
    </p>
  );
}
