import { PICTURE_BYTES } from "@/lib/wire/limits";
import type { Outcome } from "@/lib/wire/outcome";
import type { Person } from "@/lib/wire/people";

type Upload = { viewerId: string; threadId?: string; file: File };

/** Not by an action: their bodies hold no more than a few messages. What is too large is not sent in vain. */
export async function uploadPicture({ file, ...change }: Upload): Promise<Outcome<Person>> {
  if (file.size > PICTURE_BYTES) return { ok: false, code: "picture-too-large" };
  const response = await fetch(`/api/pictures?${new URLSearchParams(change)}`, { method: "PUT", body: file });
  if (response.status === 413) return { ok: false, code: "picture-too-large" };
  const isOurs = response.headers.get("content-type")?.startsWith("application/json");
  return isOurs ? response.json() : { ok: false, code: "unavailable" };
}
