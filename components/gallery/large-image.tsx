import { type MouseEvent, useState } from "react";
import { addressOf, thumbnailOf } from "@/components/files/addresses";
import type { MessageFile } from "@/lib/wire/files";

const PLACE = "col-start-1 row-start-1";

/** Of either, whatever its own size: a thumbnail stands where the image will. */
function shapeOf({ width, height }: MessageFile) {
  if (!width || !height) return { maxWidth: "100cqw", maxHeight: "100cqh" };
  return { width: `min(${width}px, 100cqw, 100cqh * ${width / height})`, aspectRatio: `${width} / ${height}` };
}

/** As large as there is room, and no larger than it is. Until it comes, its thumbnail in the same place. */
export function LargeImage({ file, onBeside }: { file: MessageFile; onBeside: () => void }) {
  const [state, setState] = useState<"coming" | "there" | "failed">("coming");
  const shape = shapeOf(file);

  function closeBeside({ target, currentTarget }: MouseEvent) {
    if (target === currentTarget) onBeside();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for a mouse; keys have Escape and a button.
    <div
      onMouseDown={closeBeside}
      className="@container-size absolute inset-0 grid grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)] place-items-center px-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] md:px-18 md:pb-5"
    >
      {state === "coming" && (
        // biome-ignore lint/performance/noImgElement: the log has loaded it.
        <img src={thumbnailOf(file)} alt="" style={shape} className={`${PLACE} pointer-events-none`} />
      )}
      {state === "failed" ? (
        <p role="alert" className="col-start-1 row-start-1 text-muted">
          The image could not be loaded.
        </p>
      ) : (
        // biome-ignore lint/performance/noImgElement: it is for participants only.
        <img
          src={addressOf(file)}
          alt={file.name}
          style={shape}
          draggable={false}
          onLoad={() => setState("there")}
          onError={() => setState("failed")}
          className={`${PLACE} animate-arrive`}
        />
      )}
    </div>
  );
}
