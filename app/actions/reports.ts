"use server";

import { action } from "@/lib/action";
import * as reports from "@/lib/reports";
import { CloseReport, ReportMessage } from "@/lib/wire/reports";

export const reportMessage = action(ReportMessage, reports.reportMessage, "report");
export const closeReport = action(CloseReport, reports.closeReport, "change");
