import type { Metadata } from "next";
import { ReportList } from "@/components/administration/report-list";
import { Section } from "@/components/administration/section";
import { listReports } from "@/lib/reports";
import { administratorOfPage } from "../administrator";

export const metadata: Metadata = { title: "Reports" };

export default async function ReportsPage() {
  const viewer = await administratorOfPage("/admin/reports");
  return (
    <Section title="Reports">
      <ReportList reports={await listReports(viewer)} />
    </Section>
  );
}
