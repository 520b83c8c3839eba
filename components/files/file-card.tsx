import { Download, File as FileIcon } from "lucide-react";
import type { MessageFile } from "@/lib/wire/files";
import { addressOf } from "./addresses";
import { aboutInWords } from "./size-in-words";

/** A file by its name and size; pressed, it is downloaded. */
export function FileCard({ file, isSent }: { file: MessageFile; isSent: boolean }) {
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
  const look = "flex items-center gap-2.5 rounded-m bg-surface/60 px-3 py-2 text-small";
  if (!isSent) return <span className={look}>{what}</span>;
  return (
    <a href={addressOf(file)} download={file.name} className={`${look} hover:bg-surface`}>
      {what}
      <Download aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
    </a>
  );
}
