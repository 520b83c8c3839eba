import { csvOf } from "@/lib/audit-csv";
import { exportAuditRows } from "@/lib/audit-log";
import { AuditFilter } from "@/lib/wire/audit-log";
import { administratorOfPage } from "../../administrator";

/** The same rows as on the page under the same filter, written as they are read. */
export async function GET(request: Request): Promise<Response> {
  const viewer = await administratorOfPage("/admin/audit");
  const filter = AuditFilter.parse(Object.fromEntries(new URL(request.url).searchParams));
  return new Response(csvOf(exportAuditRows(viewer, filter)), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="audit-log.csv"',
      "Cache-Control": "no-store",
    },
  });
}
