import { randomUUID } from "node:crypto";
import { z } from "zod";
import { database, transaction } from "@/db/client";
import { deleteJob, type JobRow, PREVIEW, takeDueJob, updateJobDue } from "@/db/jobs";
import { arePreviewsOn, findPreview, replacePreview } from "@/db/link-previews";
import { type Place, updateMessageRev } from "@/db/message-changes";
import { findWholeMessage } from "@/db/messages";
import { lockThread, updateThread } from "@/db/threads";
import { logFault } from "@/lib/log";
import { toMessage } from "@/lib/messages";
import { Unreachable, Unwanted } from "@/lib/outside/failure";
import { type FetchedPreview, fetchPreview } from "@/lib/outside/preview";
import type { Reach } from "@/lib/outside/reach";
import { type Announcement, announce } from "@/lib/realtime";
import { firstLink } from "@/lib/wire/markdown/hrefs";

const Previewed = z.object({ threadId: z.uuid(), seq: z.int() });

/** A process that has a job for longer than this, in seconds, has ended in the middle of it. */
const LEASE = 60;
/** Who cannot be reached is tried again after so many seconds, and then again; after the last of them no more. */
const WAITS = [10, 120];

/**
 * Takes a job that is due, if there is one: its work is to fetch the page and give the message its preview. Nothing is
 * locked while a page is fetched; afterwards the message may have been edited or deleted, and then nothing is kept.
 */
export async function takePreview(reach: Reach): Promise<((signal: AbortSignal) => Promise<void>) | null> {
  const job = await takeDueJob(PREVIEW, LEASE);
  return job ? (signal) => preview(job, signal, reach) : null;
}

/** What fails for other reasons than those of the page is somebody's again when the lease has ended. */
async function preview(job: JobRow, signal: AbortSignal, reach: Reach): Promise<void> {
  try {
    if (job.attempts <= WAITS.length + 1) await bring(Previewed.parse(job.payload), signal, reach);
    await deleteJob(database(), job.id);
  } catch (error) {
    if (error instanceof Unreachable) await putOff(job);
    else if (error instanceof Unwanted) await deleteJob(database(), job.id);
    else logFault(`job ${job.id}`, error);
  }
}

async function putOff(job: JobRow): Promise<void> {
  const wait = WAITS[job.attempts - 1];
  if (wait === undefined) await deleteJob(database(), job.id);
  else await updateJobDue(job.id, wait);
}

async function bring(place: Place, signal: AbortSignal, reach: Reach): Promise<void> {
  const link = await transaction(async (tx) => {
    if (!(await arePreviewsOn(tx))) return null;
    const message = await findWholeMessage(tx, place.threadId, place.seq);
    const url = message ? firstLink(message.body, message.mentions ?? []) : null;
    return url === (await findPreview(tx, place))?.url ? null : url;
  });
  const fetched = link && (await fetchPreview(link, reach, signal));
  const announcement = fetched && (await keep(place, link, fetched));
  if (announcement) announce(announcement);
}

/** The message with its preview; null when it does not say that any more, or has one, or had one that was taken away. */
function keep(place: Place, url: string, { title, siteName, description, picture }: FetchedPreview) {
  const { threadId, seq } = place;
  return transaction(async (tx): Promise<Announcement | null> => {
    const thread = await lockThread(tx, threadId);
    const before = await findWholeMessage(tx, threadId, seq);
    const isWanted = before && !before.deletedAt && firstLink(before.body, before.mentions ?? []) === url;
    const held = await findPreview(tx, place);
    if (!thread || !isWanted || held?.url === url || !(await arePreviewsOn(tx))) return null;

    const drawn = picture
      ? { pictureId: randomUUID(), picture: picture.bytes, pictureWidth: picture.width, pictureHeight: picture.height }
      : { pictureId: null, picture: null, pictureWidth: null, pictureHeight: null };
    await replacePreview(tx, place, { url, title, siteName, description, ...drawn });
    const rev = thread.lastRev + 1;
    await updateMessageRev(tx, place, rev);
    await updateThread(tx, threadId, { lastRev: rev });
    const after = await findWholeMessage(tx, threadId, seq);
    if (!after) throw new Error("The previewed message is missing.");
    const mentionedBefore = (before.mentions ?? []).map(({ id }) => id);
    const { membershipVersion } = thread;
    return { type: "message:changed", threadId, message: toMessage(after), membershipVersion, mentionedBefore };
  });
}
