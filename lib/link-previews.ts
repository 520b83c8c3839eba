import { randomUUID } from "node:crypto";
import type { Transaction } from "@/db/client";
import { insertJob, PREVIEW } from "@/db/jobs";
import { arePreviewsOn, deletePreview, findPreview, findReadablePreviewPicture } from "@/db/link-previews";
import type { Place } from "@/db/message-changes";
import { findWholeMessage } from "@/db/messages";
import { findSettings, updateSettings } from "@/db/settings";
import { administrate } from "@/lib/administrators";
import { audit } from "@/lib/audit";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";
import type { SetLinkPreviews } from "@/lib/wire/link-previews";
import { firstLink } from "@/lib/wire/markdown/hrefs";

/** Whether the server fetches the pages that people link to. */
export async function linkPreviews(): Promise<boolean> {
  return (await findSettings()).linkPreviews;
}

/**
 * From the commit on nothing is begun to be fetched, or it is for what is written from then on. While it is off, what was
 * fetched before is kept and shown to nobody; a page that is open shows it until it is loaded anew.
 */
export async function setLinkPreviews(viewer: Viewer, { isOn }: SetLinkPreviews): Promise<boolean> {
  await administrate(viewer, async (tx) => {
    await updateSettings(tx, { linkPreviews: isOn });
    await audit({ action: "link-previews-set", actorId: viewer.id, details: { isOn } }, tx);
  });
  return isOn;
}

/** The picture of a preview, for who may read its message: a WebP. */
export async function openPreviewPicture(viewer: Viewer, { id }: { id: string }): Promise<Buffer> {
  const picture = await findReadablePreviewPicture(viewer.id, id);
  if (!picture) throw new Refusal("no-such-picture");
  return picture;
}

/** The preview of a message goes with its link, and of another link another one is fetched. Under the thread's lock. */
export async function followLink(tx: Transaction, place: Place): Promise<void> {
  const message = await findWholeMessage(tx, place.threadId, place.seq);
  const link = message ? firstLink(message.body, message.mentions ?? []) : null;
  const held = await findPreview(tx, place);
  if (held?.url === link) return;
  await deletePreview(tx, place);
  if (!link || !(await arePreviewsOn(tx))) return;
  await insertJob(tx, { id: randomUUID(), kind: PREVIEW, payload: place });
}
