import { File as FileIcon, RotateCw, X } from "lucide-react";
import { useState } from "react";
import { inWords } from "@/components/words";
import { isImage } from "@/lib/wire/file-kinds";
import { sizeInWords } from "./size-in-words";
import type { Upload } from "./upload";
import { useObjectUrl } from "./use-object-url";

type UploadListProps = { uploads: Upload[]; onRetry: (id: string) => void; onRemove: (id: string) => void };

/** The files that go with the message, and how far they are. */
export function UploadList({ uploads, onRetry, onRemove }: UploadListProps) {
  return (
    <ul aria-label="Attached files" className="flex max-h-48 flex-wrap gap-1.5 overflow-y-auto px-2 pt-2">
      {uploads.map((upload) => (
        <UploadItem key={upload.id} upload={upload} onRetry={onRetry} onRemove={onRemove} />
      ))}
    </ul>
  );
}

function UploadItem({ upload, onRetry, onRemove }: Omit<UploadListProps, "uploads"> & { upload: Upload }) {
  const { id, content, received, state, code } = upload;
  const isComing = state === "waiting" || state === "sending";

  return (
    <li className="relative flex w-60 max-w-full max-sm:w-full items-center gap-2.5 overflow-hidden rounded-m bg-hover py-1.5 pr-1 pl-2">
      <Preview upload={upload} />
      <div className="min-w-0 flex-1 text-small">
        <p dir="auto" className="truncate font-medium" title={content.name}>
          {content.name}
        </p>
        {code ? (
          <p role="alert" className="text-danger text-tiny">
            {inWords(code)}
          </p>
        ) : (
          <p className="text-muted text-tiny">{progressInWords(upload)}</p>
        )}
      </div>
      {state === "failed" && (
        <SmallButton label={`Retry ${content.name}`} icon={RotateCw} onClick={() => onRetry(id)} />
      )}
      <SmallButton label={`Remove ${content.name}`} icon={X} onClick={() => onRemove(id)} />
      {isComing && (
        <progress
          aria-label={`Sending ${content.name}`}
          value={received}
          max={content.size}
          className="absolute inset-x-0 bottom-0 h-0.75 w-full appearance-none bg-hairline [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-hairline [&::-webkit-progress-value]:bg-accent"
        />
      )}
    </li>
  );
}

/** Of an image that its own device can draw; nothing of it has left it by then. */
function Preview({ upload: { content } }: { upload: Upload }) {
  const url = useObjectUrl(content);
  const [isUndrawable, setUndrawable] = useState(!content.type.startsWith("image/"));
  if (url && !isUndrawable) {
    return (
      // biome-ignore lint/performance/noImgElement: it lies on this device.
      <img src={url} alt="" onError={() => setUndrawable(true)} className="size-9 shrink-0 rounded-s object-cover" />
    );
  }
  return <FileIcon aria-hidden size={20} strokeWidth={1.75} className="shrink-0 text-muted" />;
}

function SmallButton({ label, icon: Icon, onClick }: { label: string; icon: typeof X; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className="grid size-7 shrink-0 place-items-center rounded-s text-muted hover:text-text pointer-coarse:size-11"
    >
      <Icon aria-hidden size={16} strokeWidth={1.75} />
    </button>
  );
}

/** What the camera wrote into it: pictures and films that are not drawn anew are sent as they came. */
function keepsItsOrigin({ file }: Upload): boolean {
  return file !== null && /^(image|video)\//.test(file.type) && !isImage(file);
}

function progressInWords(upload: Upload): string {
  const { state, received, content } = upload;
  const size = sizeInWords(content.size);
  if (state === "whole") return keepsItsOrigin(upload) ? `${size}, may tell where it was taken` : size;
  if (state === "waiting") return `${size}, waiting`;
  return `${Math.floor((100 * received) / content.size)}% of ${size}`;
}
