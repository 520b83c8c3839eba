import { Download, File as FileIcon } from "lucide-react";
import { isImage } from "@/lib/wire/file-kinds";
import type { MessageFile } from "@/lib/wire/files";
import { addressOf } from "./addresses";
import { Picture } from "./picture";
import { sizeInWords } from "./size-in-words";

/** The files of a message, or of the draft that becomes it: images as they look, everything else as a card. */
export function MessageFiles({ files, isSent }: { files: MessageFile[]; isSent: boolean }) {
  return (
    <ul aria-label="Files" className="my-1 grid grid-cols-[minmax(0,1fr)] justify-items-start gap-1.5">
      {files.map((file) => (
        <li key={file.id} className="max-w-full">
          {isSent && isImage(file) ? <Picture file={file} /> : <Card file={file} isSent={isSent} />}
        </li>
      ))}
    </ul>
  );
}

function Card({ file, isSent }: { file: MessageFile; isSent: boolean }) {
  const what = (
    <>
      <FileIcon aria-hidden size={20} strokeWidth={1.75} className="shrink-0" />
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate font-medium">
          {file.name}
        </span>
        <span className="block text-tiny">{aboutInWords(file)}</span>
      </span>
    </>
  );
  const look = "flex w-64 max-w-full items-center gap-2.5 rounded-m bg-surface/60 px-3 py-2 text-small";
  if (!isSent) return <span className={look}>{what}</span>;
  return (
    <a href={addressOf(file)} download={file.name} className={`${look} hover:bg-surface`}>
      {what}
      <Download aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
    </a>
  );
}

/** "1.4 MB, PDF" */
function aboutInWords({ size, type }: MessageFile): string {
  const kind = /\/(?:x-|vnd\.)?([\w-]{2,5})$/.exec(type)?.[1];
  return kind ? `${sizeInWords(size)}, ${kind.toUpperCase()}` : sizeInWords(size);
}
