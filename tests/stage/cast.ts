import { randomUUID } from "node:crypto";
import { hash } from "bcryptjs";
import { eq } from "drizzle-orm";
import { database } from "@/db/client";
import { insertPerson } from "@/db/people";
import { users } from "@/db/schema";
import { insertSession } from "@/db/sessions";
import { sendMessages } from "@/lib/messages";
import { startThread } from "@/lib/new-threads";
import { moveReadPosition } from "@/lib/read-positions";
import type { Viewer } from "@/lib/sessions";
import type { Message } from "@/lib/wire/messages";

/** What everybody of the cast signs in with. At bcrypt's lowest cost: the tests are not about its strength. */
export const PASSWORD = "correct horse battery";
const passwordHash = hash(PASSWORD, 4);

/** Somebody with an account and a live session. Their username is nobody else's. */
export async function person(name: string): Promise<Viewer> {
  const viewer = { id: randomUUID(), username: `${name.toLowerCase()}-${randomUUID().slice(0, 8)}`, name };
  await insertPerson({ ...viewer, passwordHash: await passwordHash });
  return { ...viewer, pictureId: null, role: "member", theme: "system", sessionId: await sessionOf(viewer.id) };
}

/** Somebody who administers. */
export async function administrator(name: string): Promise<Viewer> {
  const viewer = await person(name);
  await database().update(users).set({ role: "administrator" }).where(eq(users.id, viewer.id));
  return { ...viewer, role: "administrator" };
}

/** Another session of the same person, as on a second device. */
export async function secondDevice(viewer: Viewer): Promise<Viewer> {
  return { ...viewer, sessionId: await sessionOf(viewer.id) };
}

/** Ana and Ben share a direct thread; Eve has an account and no business there. */
export async function castOfThree(): Promise<{ ana: Viewer; ben: Viewer; eve: Viewer; threadId: string }> {
  const [ana, ben, eve] = await Promise.all([person("Ana"), person("Ben"), person("Eve")]);
  const { threadId } = await startThread(ana, { viewerId: ana.id, personIds: [ben.id], title: "" });
  return { ana, ben, eve, threadId };
}

/** A group that the first of them owns. With one other person it would be their direct thread. */
export async function groupOf(owner: Viewer, ...others: [Viewer, Viewer, ...Viewer[]]): Promise<string> {
  const personIds = others.map(({ id }) => id);
  const { threadId } = await startThread(owner, { viewerId: owner.id, personIds, title: "Noodle club" });
  return threadId;
}

export const draft = (body: string, id: string = randomUUID()) => ({ id, body, replyTo: null });

/** Sends one message that is expected to arrive. */
export async function say(viewer: Viewer, threadId: string, body: string): Promise<Message> {
  const [outcome] = await sendMessages(viewer, { viewerId: viewer.id, threadId, drafts: [draft(body)] });
  if (!outcome?.ok) throw new Error(`"${body}" was refused: ${outcome?.code}`);
  return outcome.value;
}

async function sessionOf(userId: string): Promise<string> {
  const id = randomUUID();
  await insertSession({ id, userId, ip: null, userAgent: null });
  return id;
}

/** Has everything of a thread up to a place before their eyes. */
export function display(viewer: Viewer, threadId: string, seq: number, version = 0) {
  return moveReadPosition(viewer, threadId, { displayed: { seq, version }, received: 0 });
}
