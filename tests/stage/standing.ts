import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import { participant } from "@/db/participants";
import { threadParticipants, users } from "@/db/schema";
import type { Viewer } from "@/lib/sessions";

/** What somebody is, set as it would stand after it was rightly brought about. */
export async function changeRole(threadId: string, { id }: Viewer, role: "owner" | "admin" | "member"): Promise<void> {
  await database().update(threadParticipants).set({ role }).where(participant(threadId, id));
}

export async function deactivate({ id }: Viewer): Promise<void> {
  await database().update(users).set({ disabledAt: new Date() }).where(eq(users.id, id));
}
