import { File } from "lucide-react";
import { timeInWords } from "@/components/clock";
import { aboutInWords } from "@/components/files/size-in-words";
import { useTimeZone } from "@/components/time-zone";
import { Button } from "@/components/ui/button";
import type { Report } from "@/lib/wire/reports";

type ReportItemProps = { report: Report; isClosing?: boolean; onClose?: () => void };

/** What went with it, without a way to get it: only those in the conversation have that. */
function ReportedFiles({ files }: Pick<Report, "files">) {
  return (
    <ul aria-label="Files" className="grid gap-1">
      {files.map((file, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may have the same name, and none ever moves.
        <li key={place} className="flex items-baseline gap-2">
          <File aria-hidden size={16} strokeWidth={1.75} className="shrink-0 self-center text-muted" />
          <span dir="auto" className="min-w-0">
            {file.name}
          </span>
          <span className="shrink-0 text-muted text-small">{aboutInWords(file)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What was said, by whom, and what somebody has against it. */
export function ReportItem({ report, isClosing = false, onClose }: ReportItemProps) {
  const { zone, today } = useTimeZone();
  const { author, reporter, body, files, reason, createdAt } = report;
  return (
    <li className="rounded-l bg-canvas px-4 py-3.5 ring-1 ring-hairline ring-inset">
      <p className="wrap-anywhere text-muted text-small">
        <b className="font-medium text-text">{author.name}</b> ({author.username}) {body ? "wrote" : "sent"}
      </p>
      <blockquote className="wrap-anywhere my-2 grid max-h-60 gap-1.5 overflow-y-auto border-outline border-l-2 pl-3 text-message">
        {body && (
          <p dir="auto" className="whitespace-pre-wrap">
            {body}
          </p>
        )}
        {files.length > 0 && <ReportedFiles files={files} />}
      </blockquote>
      <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
        {reason}
      </p>
      <div className="mt-2 flex items-center gap-4">
        <p className="wrap-anywhere min-w-0 flex-1 text-muted text-small">
          Reported by {reporter.name} ({reporter.username}), {timeInWords(createdAt, zone, today)}
        </p>
        {onClose && (
          <Button aria-busy={isClosing} onClick={onClose}>
            Close
          </Button>
        )}
      </div>
    </li>
  );
}
