import { cookies } from "next/headers";
import { cache } from "react";
import { noteReached } from "@/lib/reading";
import { Refusal } from "@/lib/refusal";
import { readSessionCookie, type SessionClaims, sealSession, sessionCookie } from "@/lib/session-cookie";
import { findViewer, type Viewer } from "@/lib/sessions";

/** Who sent this request, or undefined. Looked up once a request, however many parts of a page ask. */
export const currentViewer = cache(async (): Promise<Viewer | undefined> => {
  noteReached();
  const jar = await cookies();
  const claims = await readSessionCookie((name) => jar.get(name)?.value);
  return claims && findViewer(claims);
});

/** Who sent this action: somebody signed in, and the one that the tab believes in. */
export async function requireViewer(expectedId: string): Promise<Viewer> {
  const viewer = await currentViewer();
  if (!viewer) throw new Refusal("signed-out");
  if (viewer.id !== expectedId) throw new Refusal("other-viewer");
  return viewer;
}

/** From now on the browser that sent this form is in the session. */
export async function holdSession(claims: SessionClaims): Promise<void> {
  const { name, options } = sessionCookie();
  (await cookies()).set(name, await sealSession(claims), options);
}
