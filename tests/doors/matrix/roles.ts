import { removeParticipant } from "@/lib/membership";
import { endSession, type Viewer } from "@/lib/sessions";
import { administrator, groupOf, person, say } from "@/tests/stage/cast";
import { changeRole, deactivate } from "@/tests/stage/standing";

/** Everybody who can come to a door, from nobody to the one who may most. */
export const ROLES = [
  "anonymous",
  "ended session",
  "deactivated",
  "outsider",
  "former participant",
  "participant",
  "group admin",
  "owner",
  "administrator",
] as const;

export type Role = (typeof ROLES)[number];

/** A group in which a message was written while everybody of the scene who has ever been in it was. */
export type Scene = {
  threadId: string;
  seq: number;
  messageId: string;
  owner: Viewer;
  member: Viewer;
  stranger: Viewer;
};

/** The viewer of a role, null for nobody, and the group that the role is about. */
export async function setScene(role: Role): Promise<Scene & { viewer: Viewer | null }> {
  const [owner, admin, member, subject, stranger] = await Promise.all(
    ["Olga", "Adam", "Mia", "Sam", "Stan"].map(person) as [
      Promise<Viewer>,
      Promise<Viewer>,
      Promise<Viewer>,
      Promise<Viewer>,
      Promise<Viewer>,
    ],
  );
  const threadId = await groupOf(owner, admin, member, subject);
  await changeRole(threadId, admin, "admin");
  const { id: messageId, seq } = await say(owner, threadId, "Noodles?");
  const viewer = await viewerOf(role);
  return { threadId, seq, messageId, owner, member, stranger, viewer };

  async function viewerOf(role: Role): Promise<Viewer | null> {
    if (role === "owner") return owner;
    if (role === "group admin") return admin;
    if (role === "participant") return subject;
    if (role === "outsider") return person("Eve");
    if (role === "administrator") return administrator("Ada");
    if (role === "former participant")
      await removeParticipant(owner, { viewerId: owner.id, threadId, personId: subject.id });
    if (role === "ended session") await endSession(subject.sessionId);
    if (role === "deactivated") await deactivate(subject);
    return role === "anonymous" ? null : subject;
  }
}
