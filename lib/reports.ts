import { randomUUID } from "node:crypto";
import { transaction } from "@/db/client";
import { findWholeMessage } from "@/db/messages";
import { findParticipation } from "@/db/participants";
import { findClosedReports, findOpenReports, insertReport, lockReport, updateReportClosed } from "@/db/reports";
import { isSessionLive } from "@/db/sessions";
import { lockThread } from "@/db/threads";
import { administrate, requireAdministrator } from "@/lib/administrators";
import { audit } from "@/lib/audit";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";
import type { CloseReport, Report, ReportMessage, Reports } from "@/lib/wire/reports";

/** More wait for nobody: what is closed makes room for them. */
const OPEN_SHOWN = 200;
const CLOSED_SHOWN = 50;

/**
 * Tells the administrators of a message that the viewer may read, with what it says now. Saying so again is the same. The
 * one who wrote it is not told.
 */
export async function reportMessage(viewer: Viewer, { threadId, seq, reason }: ReportMessage): Promise<void> {
  await transaction(async (tx) => {
    await lockThread(tx, threadId);
    const participation = await findParticipation(threadId, viewer.id, tx);
    if (!participation) throw new Refusal("not-a-participant");
    if (!(await isSessionLive(viewer.sessionId, tx))) throw new Refusal("signed-out");
    const message = seq < participation.readableFrom ? undefined : await findWholeMessage(tx, threadId, seq);
    if (!message || message.event) throw new Refusal("no-such-message");
    if (message.deletedAt) throw new Refusal("message-deleted");
    if (message.author.id === viewer.id) throw new Refusal("not-allowed");

    const { body, author } = message;
    const files = (message.files ?? []).map(({ name, size, type }) => ({ name, size, type }));
    const report = { id: randomUUID(), threadId, seq, reporterId: viewer.id, authorId: author.id, body, files, reason };
    if (!(await insertReport(tx, report))) return;
    await audit({ action: "message-reported", actorId: viewer.id, subjectId: author.id }, tx);
  });
}

/** For administrators. */
export async function listReports(viewer: Viewer): Promise<Reports> {
  requireAdministrator(viewer);
  const [open, closed] = await Promise.all([findOpenReports(OPEN_SHOWN), findClosedReports(CLOSED_SHOWN)]);
  return { open: open.map(toReport), closed: closed.map(toReport) };
}

/** Puts a report aside: what there was to do about it is done. Answers what is left. */
export async function closeReport(viewer: Viewer, { reportId }: CloseReport): Promise<Reports> {
  await administrate(viewer, async (tx) => {
    const report = await lockReport(tx, reportId);
    if (!report) throw new Refusal("no-such-report");
    if (report.closedAt) return;
    await updateReportClosed(tx, reportId, viewer.id);
    await audit({ action: "report-closed", actorId: viewer.id, subjectId: report.authorId }, tx);
  });
  return listReports(viewer);
}

type ReportRow = Awaited<ReturnType<typeof findOpenReports>>[number];

function toReport({ createdAt, closedAt, ...row }: ReportRow): Report {
  return { ...row, createdAt: createdAt.toISOString(), closedAt: closedAt?.toISOString() ?? null };
}
