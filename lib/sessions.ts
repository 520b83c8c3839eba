import { randomUUID } from "node:crypto";
import { findCredentials, updatePasswordHash } from "@/db/people";
import {
  findSession,
  findSessionsEndedWithin,
  insertSession,
  isSessionLive,
  updateSessionRevoked,
  updateSessionSeen,
} from "@/db/sessions";
import type { Device } from "@/lib/device";
import { hashPassword, isOutdated, isPassword } from "@/lib/passwords";
import { announce } from "@/lib/realtime";
import { Refusal } from "@/lib/refusal";
import type { SessionClaims } from "@/lib/session-cookie";
import type { SignIn } from "@/lib/wire/sessions";
import type { ViewerProfile } from "@/lib/wire/viewer";

/** Who is asking. */
export type Viewer = ViewerProfile & { sessionId: string };

/** Begins a session, or refuses without telling whether the name or the password was wrong. */
export async function signIn({ username, password }: SignIn, device: Device): Promise<SessionClaims> {
  const person = await findCredentials(username);
  const matches = await isPassword(password, person?.passwordHash);
  if (!person || !matches) throw new Refusal("wrong-credentials");

  if (isOutdated(person.passwordHash)) await updatePasswordHash(person.id, await hashPassword(password));
  const sessionId = randomUUID();
  await insertSession({ id: sessionId, userId: person.id, ...device });
  return { sub: person.id, sessionId, authVersion: person.authVersion };
}

/** The person of a live session; looking counts as using it. */
export async function findViewer({ sessionId, authVersion }: SessionClaims): Promise<Viewer | undefined> {
  const session = await findSession(sessionId, authVersion);
  if (!session) return undefined;

  const { isStale, ...viewer } = session;
  if (isStale) await updateSessionSeen(sessionId);
  return viewer;
}

/** That the session goes on; looking counts as using it. */
export async function requireLiveSession(viewer: Viewer): Promise<void> {
  if (!(await isSessionLive(viewer.sessionId))) throw new Refusal("signed-out");
  await updateSessionSeen(viewer.sessionId);
}

/** Sessions that ended a moment ago, for the sockets of which the word may have been lost. */
export function sessionsEndedWithin(seconds: number): Promise<string[]> {
  return findSessionsEndedWithin(seconds);
}

/** Ends a session and closes the sockets that live on it. */
export async function endSession(sessionId: string): Promise<void> {
  await updateSessionRevoked(sessionId);
  announce({ type: "session:ended", sessionId });
}

export function signOut(viewer: Viewer): Promise<void> {
  return endSession(viewer.sessionId);
}
