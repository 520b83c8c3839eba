import { useLayoutEffect, useRef } from "react";
import { thumbHashToRGBA } from "thumbhash";

/** How an image looks from afar, in its place until it comes. Drawn: a page has no styles of its own to say it in. */
export function Placeholder({ thumbhash }: { thumbhash: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);

  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const { w, h, rgba } = thumbHashToRGBA(Uint8Array.from(atob(thumbhash), (byte) => byte.charCodeAt(0)));
    context.canvas.width = w;
    context.canvas.height = h;
    context.putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0);
  }, [thumbhash]);

  return <canvas ref={canvas} aria-hidden className="absolute inset-0 size-full rounded-m" />;
}
