import { useEffect, useEffectEvent, useState } from "react";

/** Takes files that are dropped anywhere on the page, while it can; tells whether it would take some that are held above it. */
export function useFileDrop(canTake: boolean, onFiles: (files: File[]) => void): boolean {
  const [isOver, setOver] = useState(false);

  const hover = useEffectEvent((event: DragEvent) => {
    if (!hasFiles(event)) return;
    // Otherwise the browser would open the file in the place of the page.
    event.preventDefault();
    setOver(true);
  });
  const leave = useEffectEvent((event: DragEvent) => {
    if (event.relatedTarget === null) setOver(false);
  });
  const drop = useEffectEvent((event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(false);
    if (canTake) onFiles([...(event.dataTransfer?.files ?? [])]);
  });

  useEffect(() => {
    document.addEventListener("dragover", hover);
    document.addEventListener("dragleave", leave);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragover", hover);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("drop", drop);
    };
  }, []);
  return isOver && canTake;
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") ?? false;
}
