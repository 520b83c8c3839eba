import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";
import { AUDIT_ACTIONS } from "@/lib/wire/audit";
import type { AuditFilter } from "@/lib/wire/audit-log";
import { actionInWords } from "./audit-in-words";
import { auditQuery } from "./audit-query";

/** What is asked for stands in the address, so that it can be kept and passed on, and needs no scripts. */
export function AuditFilterForm({ filter }: { filter: AuditFilter }) {
  return (
    <form method="get" className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <TextField label="Who (username)" name="who" defaultValue={filter.who} maxLength={64} autoCapitalize="none" />
      <SelectField label="What" name="action" defaultValue={filter.action ?? ""}>
        <option value="">Everything</option>
        {AUDIT_ACTIONS.map((action) => (
          <option key={action} value={action}>
            {actionInWords(action)}
          </option>
        ))}
      </SelectField>
      <TextField label="From (UTC)" name="from" type="date" defaultValue={filter.from} />
      <TextField label="To (UTC)" name="to" type="date" defaultValue={filter.to} />
      <div className="flex flex-wrap items-center gap-3 sm:col-span-full">
        <Button type="submit" look="primary">
          Filter
        </Button>
        <a
          href={`/admin/audit/csv?${auditQuery(filter)}`}
          download
          className="font-medium text-accent text-small underline underline-offset-3"
        >
          Download as CSV
        </a>
      </div>
    </form>
  );
}
