import { timeInWords } from "@/components/clock";
import { useTimeZone } from "@/components/time-zone";
import { Button } from "@/components/ui/button";
import type { Report } from "@/lib/wire/reports";

type ReportItemProps = { report: Report; isClosing?: boolean; onClose?: () => void };

/** What was said, by whom, and what somebody has against it. */
export function ReportItem({ report, isClosing = false, onClose }: ReportItemProps) {
  const { zone, today } = useTimeZone();
  const { author, reporter, body, reason, createdAt } = report;
  return (
    <li className="rounded-l bg-canvas px-4 py-3.5 ring-1 ring-hairline ring-inset">
      <p className="wrap-anywhere text-muted text-small">
        <b className="font-medium text-text">{author.name}</b> ({author.username}) wrote
      </p>
      <blockquote
        dir="auto"
        className="wrap-anywhere my-2 max-h-60 overflow-y-auto whitespace-pre-wrap border-outline border-l-2 pl-3 text-message"
      >
        {body}
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
