"use client";

import { type ChangeEvent, type ReactNode, useRef } from "react";
import { removePicture } from "@/app/actions/pictures";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { Person } from "@/lib/wire/people";
import { uploadPicture } from "./upload-picture";

type PictureFieldProps = {
  /** The face as it is now. */
  children: ReactNode;
  hasPicture: boolean;
  /** Of a group; the viewer's own without. */
  threadId?: string;
  onChange?: (viewer: Person) => void;
};

/** A face, and what puts another one in its place. */
export function PictureField({ children, hasPicture, threadId, onChange }: PictureFieldProps) {
  const viewerId = useViewer().id;
  const file = useRef<HTMLInputElement>(null);
  const upload = useAction(uploadPicture, onChange);
  const removal = useAction(removePicture, onChange);
  const refusal = upload.refusal ?? removal.refusal;
  const change = threadId ? { viewerId, threadId } : { viewerId };

  function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const [chosen] = target.files ?? [];
    removal.forget();
    if (chosen) upload.run({ ...change, file: chosen });
    // The same file may be chosen again after it was refused.
    target.value = "";
  }

  function remove() {
    upload.forget();
    removal.run(change);
  }

  return (
    <div className="grid gap-3">
      <div className="flex items-center gap-4">
        {children}
        <input
          ref={file}
          type="file"
          accept="image/png,image/jpeg,image/webp,image/gif"
          aria-label="Picture"
          onChange={choose}
          hidden
        />
        <div className="flex flex-wrap gap-2">
          <Button aria-busy={upload.isRunning} onClick={() => file.current?.click()}>
            {upload.isRunning ? "Sending…" : "Change picture"}
          </Button>
          {hasPicture && (
            <Button look="quiet" aria-busy={removal.isRunning} onClick={remove}>
              Remove picture
            </Button>
          )}
        </div>
      </div>
      {refusal && <Notice>{inWords(refusal)}</Notice>}
    </div>
  );
}
