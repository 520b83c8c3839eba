"use client";

import { useState } from "react";
import { closeReport } from "@/app/actions/reports";
import { Notice } from "@/components/ui/notice";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { Reports } from "@/lib/wire/reports";
import { ReportItem } from "./report-item";

/** What people reported and nobody has looked at yet, and below it what was closed last. */
export function ReportList({ reports: opened }: { reports: Reports }) {
  const viewerId = useViewer().id;
  const [{ open, closed }, show] = useState(opened);
  const { run, isRunning, asked, refusal } = useAction(closeReport, show);

  return (
    <div className="grid gap-6">
      {refusal && <Notice>{inWords(refusal)}</Notice>}
      {open.length === 0 && <p className="text-muted">Nobody has reported anything that is still open.</p>}
      <ul aria-label="Open reports" className="grid gap-4">
        {open.map((report) => (
          <ReportItem
            key={report.id}
            report={report}
            isClosing={isRunning && asked?.reportId === report.id}
            onClose={() => run({ viewerId, reportId: report.id })}
          />
        ))}
      </ul>
      {closed.length > 0 && (
        <details>
          <summary className="cursor-pointer font-medium text-muted text-small">Closed</summary>
          <ul aria-label="Closed reports" className="mt-4 grid gap-4">
            {closed.map((report) => (
              <ReportItem key={report.id} report={report} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
