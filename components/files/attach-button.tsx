import { Paperclip } from "lucide-react";
import { type ChangeEvent, useRef } from "react";
import { IconButton } from "@/components/ui/icon-button";

/** Opens the system's choice of files. */
export function AttachButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const field = useRef<HTMLInputElement>(null);

  function choose({ target }: ChangeEvent<HTMLInputElement>) {
    onFiles([...(target.files ?? [])]);
    // The same file may be chosen again after it was removed.
    target.value = "";
  }

  return (
    <>
      <input ref={field} type="file" multiple aria-label="Files" onChange={choose} hidden />
      <IconButton
        label="Attach files"
        icon={Paperclip}
        tooltip="above-start"
        className="rounded-full"
        onClick={() => field.current?.click()}
      />
    </>
  );
}
