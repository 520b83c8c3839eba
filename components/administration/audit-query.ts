import type { AuditFilter } from "@/lib/wire/audit-log";

/** The filter as it stands in an address, from a row on when one is given. */
export function auditQuery({ who, action, from, to }: AuditFilter, before?: number): URLSearchParams {
  const asked = Object.entries({ who, action, from, to, before }).filter(([, value]) => value);
  return new URLSearchParams(asked.map(([name, value]) => [name, String(value)]));
}
