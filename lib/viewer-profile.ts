import type { ViewerProfile } from "@/lib/wire/viewer";

/** The part of a viewer that goes to their browser: the id of the session stays here. */
export function toViewerProfile({ id, username, name, pictureId, role, theme }: ViewerProfile): ViewerProfile {
  return { id, username, name, pictureId, role, theme };
}
