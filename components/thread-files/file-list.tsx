import { Download, File as FileIcon } from "lucide-react";
import type { MouseEvent } from "react";
import { momentInWords } from "@/components/clock";
import { addressOf } from "@/components/files/addresses";
import { aboutInWords } from "@/components/files/size-in-words";
import { useJump } from "@/components/log/use-jump";
import { useTimeZone } from "@/components/time-zone";
import { iconControl } from "@/components/ui/icon-button";
import type { ThreadFile } from "@/lib/wire/thread-files";

export function FileList({ threadId, files }: { threadId: string; files: ThreadFile[] }) {
  return (
    <ul aria-label="Files">
      {files.map((sent) => (
        <FileItem key={sent.file.id} threadId={threadId} sent={sent} />
      ))}
    </ul>
  );
}

/** Leads to the message that the file came with; beside that, the file itself. */
function FileItem({ threadId, sent: { file, seq, author, at } }: { threadId: string; sent: ThreadFile }) {
  const jumpTo = useJump();
  const { zone, today } = useTimeZone();

  function jump(event: MouseEvent) {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    jumpTo(seq);
  }

  return (
    <li className="flex items-center rounded-m hover:bg-hover">
      <a href={`/t/${threadId}/m/${seq}`} onClick={jump} className="flex min-w-0 flex-1 items-center gap-2.5 px-2 py-2">
        <FileIcon aria-hidden size={20} strokeWidth={1.75} className="shrink-0 text-muted" />
        <span className="min-w-0 flex-1 text-small">
          <span dir="auto" className="block truncate font-medium">
            {file.name}
          </span>
          <span className="block truncate text-muted text-tiny">
            {aboutInWords(file)} · <bdi>{author.name}</bdi>, {momentInWords(at, zone, today)}
          </span>
        </span>
      </a>
      <a
        href={addressOf(file)}
        download={file.name}
        aria-label={`Download ${file.name}`}
        data-tooltip="Download"
        data-tooltip-at="below-end"
        className={iconControl}
      >
        <Download aria-hidden size={16} strokeWidth={1.75} />
      </a>
    </li>
  );
}
