import { randomUUID } from "node:crypto";
import { type Transaction, transaction } from "@/db/client";
import { findCredentials, holdPasswordHash, updatePasswordHash } from "@/db/people";
import {
  findAddressesOf,
  findSession,
  findSessionsEndedWithin,
  findSessionsOf,
  insertSession,
  isSessionLive,
  isSessionOf,
  updateSessionRevoked,
  updateSessionSeen,
  updateSessionsRevoked,
} from "@/db/sessions";
import { changeAccount } from "@/lib/account";
import { audit } from "@/lib/audit";
import { addressOf, type Device } from "@/lib/device";
import { metrics } from "@/lib/metrics";
import { hashPassword, isOutdated, isPassword } from "@/lib/passwords";
import { announce } from "@/lib/realtime";
import { Refusal } from "@/lib/refusal";
import { notePerson } from "@/lib/request";
import type { SessionClaims } from "@/lib/session-cookie";
import { countFailures } from "@/lib/sign-in-failures";
import { SESSIONS_LIMIT } from "@/lib/wire/limits";
import type { EndOwnSession, OwnSession, SignIn } from "@/lib/wire/sessions";
import type { ViewerProfile } from "@/lib/wire/viewer";

/** Who is asking. */
export type Viewer = ViewerProfile & { sessionId: string };

/** An address at which somebody has signed in within so many days is one of theirs. */
const KNOWN_DAYS = 90;
/** Looked up in the place of a person who is not there, so that both take the same time. */
const NOBODY = "00000000-0000-4000-8000-000000000000";

/**
 * Begins a session, or refuses without telling whether the name or the password was wrong. Whoever has tried too often
 * waits, whether or not there is such an account.
 */
export async function signIn(given: SignIn, device: Device): Promise<SessionClaims> {
  const person = await findCredentials(given.username);
  const isKnown = () => hasSignedInFrom(person?.id ?? NOBODY, device);
  return countFailures({ username: given.username, device, isKnown }, () => signInAs(person, given.password, device));
}

/** Whether a session of that person began at the same address not long ago. */
async function hasSignedInFrom(personId: string, device: Device): Promise<boolean> {
  const addresses = await findAddressesOf(personId, KNOWN_DAYS);
  return addresses.some((ip) => ip !== null && addressOf({ ...device, ip }) === addressOf(device));
}

type Credentials = Awaited<ReturnType<typeof findCredentials>>;

async function signInAs(person: Credentials, password: string, device: Device): Promise<SessionClaims> {
  const matches = await isPassword(password, person?.passwordHash);
  if (!person || !matches) {
    metrics().signInFailures.inc();
    await audit({ action: "sign-in-failed", actorId: null, ip: device.ip, ...(person && { subjectId: person.id }) });
    throw new Refusal("wrong-credentials");
  }

  const claims = await transaction(async (tx) => {
    // Changed meanwhile, by somebody who wants nobody with the old one to come in.
    return (await holdPasswordHash(tx, person.id, person.passwordHash)) ? beginSession(person, device, tx) : null;
  });
  if (!claims) {
    metrics().signInFailures.inc();
    throw new Refusal("wrong-credentials");
  }
  notePerson(person.id);
  await renewHash(person, password);
  await audit({ action: "signed-in", actorId: person.id, ip: device.ip });
  return claims;
}

/** A session of somebody who has just shown who they are. */
export async function beginSession(
  person: { id: string; authVersion: number },
  device: Device,
  tx?: Transaction,
): Promise<SessionClaims> {
  const sessionId = randomUUID();
  await insertSession({ id: sessionId, userId: person.id, ...device }, tx);
  return { sub: person.id, sessionId, authVersion: person.authVersion };
}

/** A hash of a lower cost than today's is made anew while the password is known. */
async function renewHash({ id, passwordHash }: { id: string; passwordHash: string }, password: string): Promise<void> {
  if (!isOutdated(passwordHash)) return;
  await updatePasswordHash(id, { before: passwordHash, after: await hashPassword(password) });
}

/** The person of a live session; looking counts as using it. */
export async function findViewer({ sessionId, authVersion }: SessionClaims): Promise<Viewer | undefined> {
  const session = await findSession(sessionId, authVersion);
  if (!session) return undefined;

  notePerson(session.id);
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
  announceEnded([sessionId]);
}

/** Closes the sockets that live on sessions which have ended; after the commit. */
export function announceEnded(sessionIds: string[]): void {
  for (const sessionId of sessionIds) announce({ type: "session:ended", sessionId });
}

export function signOut(viewer: Viewer): Promise<void> {
  return endSession(viewer.sessionId);
}

/** Where the viewer is signed in, the session used last first. */
export async function listSessions(viewer: Viewer): Promise<OwnSession[]> {
  const rows = await findSessionsOf(viewer.id, SESSIONS_LIMIT);
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    isThis: row.id === viewer.sessionId,
  }));
}

/** Signs the viewer out somewhere else; a session of somebody else is like an unknown one. Answers what is left. */
export async function endOwnSession(viewer: Viewer, { sessionId }: EndOwnSession): Promise<OwnSession[]> {
  const ended = await changeAccount(viewer, async (tx) => {
    if (!(await isSessionOf(tx, viewer.id, sessionId))) throw new Refusal("no-such-session");
    return revokeSessions(tx, viewer, { only: sessionId });
  });
  announceEnded(ended);
  return listSessions(viewer);
}

/** Signs the viewer out everywhere else. */
export async function endOtherSessions(viewer: Viewer): Promise<OwnSession[]> {
  announceEnded(await changeAccount(viewer, (tx) => revokeSessions(tx, viewer, { except: viewer.sessionId })));
  return listSessions(viewer);
}

/** For whom the account is locked already; what has ended is to be announced after the commit. */
export async function revokeSessions(
  tx: Transaction,
  viewer: Viewer,
  which: Parameters<typeof updateSessionsRevoked>[2],
): Promise<string[]> {
  const ended = await updateSessionsRevoked(tx, viewer.id, which);
  const count = ended.length;
  if (count > 0)
    await audit({ action: "sessions-ended", actorId: viewer.id, subjectId: viewer.id, details: { count } }, tx);
  return ended;
}
