import { eq, isNull } from "drizzle-orm";
import { database } from "@/db/client";
import { PREVIEW } from "@/db/jobs";
import { jobs } from "@/db/schema";
import { setLinkPreviews } from "@/lib/link-previews";
import type { Reach } from "@/lib/outside/reach";
import { takePreview } from "@/lib/preview-jobs";
import { administrator } from "./cast";

export async function turnPreviews(isOn: boolean): Promise<void> {
  const ada = await administrator("Ada");
  await setLinkPreviews(ada, { viewerId: ada.id, isOn });
}

/** Does every job of a preview that is due, one after the other; answers how many there were. */
export async function fetchPreviews(reach: Reach): Promise<number> {
  const work = await takePreview(reach);
  if (!work) return 0;
  await work(new AbortController().signal);
  return 1 + (await fetchPreviews(reach));
}

/** The jobs that are left, due now whatever they wait for. */
export async function hurryPreviews() {
  await database()
    .update(jobs)
    .set({ dueAt: new Date(0) })
    .where(isNull(jobs.doneAt));
  return openPreviews();
}

export async function openPreviews() {
  const rows = await database().select().from(jobs).where(eq(jobs.kind, PREVIEW));
  return rows.filter(({ doneAt }) => doneAt === null);
}
