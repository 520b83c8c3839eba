import type { z } from "zod";
import type { MessageFile } from "./files";
import { Id } from "./id";
import { REASON_LENGTH } from "./limits";
import { Place } from "./messages";
import { text } from "./text";
import { asViewer } from "./viewer";

type Named = { id: string; name: string; username: string };

/** What an administrator learns of a file: not what is in it. */
export type ReportedFile = Pick<MessageFile, "name" | "size" | "type">;

/** A message that somebody reported, with what it said then. Times are ISO 8601 in UTC. */
export type Report = {
  id: string;
  reporter: Named;
  author: Named;
  body: string;
  files: ReportedFile[];
  reason: string;
  createdAt: string;
  closedAt: string | null;
};

/** The open ones with the oldest first, and those that were closed last. */
export type Reports = { open: Report[]; closed: Report[] };

export type ReportMessage = z.infer<typeof ReportMessage>;
export const ReportMessage = asViewer({ threadId: Id, seq: Place, reason: text(REASON_LENGTH).trim().min(1) });

export type CloseReport = z.infer<typeof CloseReport>;
export const CloseReport = asViewer({ reportId: Id });
