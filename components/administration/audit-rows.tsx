import Link from "next/link";
import type { AuditFilter, AuditPage, AuditPerson, AuditRow } from "@/lib/wire/audit-log";
import { actionInWords, detailsInWords } from "./audit-in-words";
import { auditQuery } from "./audit-query";

/** Newest first, and no further than one page: the address of the next one says where it begins. */
export function AuditRows({ page, filter }: { page: AuditPage; filter: AuditFilter }) {
  if (page.rows.length === 0) return <p className="text-muted">Nothing was done that you ask for.</p>;
  return (
    <>
      <ol aria-label="Audit log" className="divide-y divide-hairline border-hairline border-y">
        {page.rows.map((row) => (
          <AuditItem key={row.id} row={row} />
        ))}
      </ol>
      {page.nextBefore !== null && (
        <Link
          href={`/admin/audit?${auditQuery(filter, page.nextBefore)}`}
          prefetch={false}
          className="justify-self-center font-medium text-accent text-small underline underline-offset-3"
        >
          Older
        </Link>
      )}
    </>
  );
}

function AuditItem({ row }: { row: AuditRow }) {
  const { at, action, actor, subject, subjectId, details, address } = row;
  const isOther = subjectId !== null && subjectId !== actor?.id;
  const more = [detailsInWords(details), address].filter(Boolean).join(" · ");
  return (
    <li className="grid gap-x-4 py-2.5 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <time dateTime={at} className="text-muted text-small tabular-nums">
        {at.slice(0, 19).replace("T", " ")} UTC
      </time>
      <div className="wrap-anywhere min-w-0">
        <p>
          <b className="font-medium">{actionInWords(action)}</b>
          {actor && <> by {nameOf(actor)}</>}
          {isOther && <span className="text-muted"> · {subject ? nameOf(subject) : subjectId}</span>}
        </p>
        {more && <p className="text-muted text-small">{more}</p>}
      </div>
    </li>
  );
}

function nameOf({ name, username }: AuditPerson): string {
  return `${name} (${username})`;
}
