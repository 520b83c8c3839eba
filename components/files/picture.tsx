import { useState } from "react";
import { useOpenImage } from "@/components/gallery/gallery";
import type { MessageFile } from "@/lib/wire/files";
import { addressOf, thumbnailOf } from "./addresses";
import { Placeholder } from "./placeholder";

/** The longest side of an image in the log, in pixels; its thumbnail has twice as many (lib/thumbnails.ts). */
const SIDE = 320;

/** An image in the log. Its place is kept while it is on its way, and shows how it will look. */
export function Picture({ file }: { file: MessageFile }) {
  const { width, height } = fitted(file);
  const [isThere, setThere] = useState(false);
  const open = useOpenImage(file.id);

  return (
    <a
      href={addressOf(file)}
      target="_blank"
      rel="noreferrer noopener"
      onClick={open}
      className={`relative block rounded-m ${isThere ? "" : "bg-hover"}`}
    >
      {file.thumbhash && !isThere && <Placeholder thumbhash={file.thumbhash} />}
      {/* biome-ignore lint/performance/noImgElement: it was made small when it came, and is for participants only. */}
      <img
        // What came before the page could listen tells nothing any more.
        ref={(image) => {
          if (image?.complete && image.naturalWidth > 0) setThere(true);
        }}
        src={thumbnailOf(file)}
        alt={file.name}
        width={width}
        height={height}
        loading="lazy"
        decoding="async"
        onLoad={() => setThere(true)}
        className="relative h-auto max-w-full rounded-m"
      />
    </a>
  );
}

function fitted({ width, height }: MessageFile) {
  const [wide, high] = [width ?? SIDE, height ?? SIDE];
  const scale = Math.min(1, SIDE / Math.max(wide, high));
  return { width: Math.max(1, Math.round(wide * scale)), height: Math.max(1, Math.round(high * scale)) };
}
