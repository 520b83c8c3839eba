import type { Metadata } from "next";
import { AuditFilterForm } from "@/components/administration/audit-filter-form";
import { AuditRows } from "@/components/administration/audit-rows";
import { Section } from "@/components/administration/section";
import { listAuditRows } from "@/lib/audit-log";
import { AuditFilter } from "@/lib/wire/audit-log";
import { administratorOfPage } from "../administrator";

export const metadata: Metadata = { title: "Audit log" };

type AuditLogPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditLogPage({ searchParams }: AuditLogPageProps) {
  const viewer = await administratorOfPage("/admin/audit");
  const filter = AuditFilter.parse(await searchParams);
  const page = await listAuditRows(viewer, filter);
  return (
    <Section title="Audit log">
      <AuditFilterForm filter={filter} />
      <AuditRows page={page} filter={filter} />
    </Section>
  );
}
