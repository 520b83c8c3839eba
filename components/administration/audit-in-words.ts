import type { AuditRow } from "@/lib/wire/audit-log";

/** "Sign in failed" */
export function actionInWords(action: string): string {
  const words = action.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "count: 3, name: Ben" */
export function detailsInWords(details: AuditRow["details"]): string {
  return Object.entries(details)
    .map(([name, value]) => `${name}: ${value}`)
    .join(", ");
}
