import { randomUUID } from "node:crypto";
import { createInvite, listInvites } from "@/lib/invites";
import { listReports, reportMessage } from "@/lib/reports";
import { administrator, draft, PASSWORD } from "@/tests/stage/cast";
import { administrators, type Expectations, each, groupAdmins, NOBODY, participants, people } from "./expectations";
import type { Scene } from "./roles";

type Row = {
  input: (scene: Scene) => object | Promise<object>;
  expected: Expectations;
  /** One role after the other: what is hashed waits in line, and who waits for long is told to come again. */
  isInTurn?: boolean;
};

/** What each action does for whom. An action without a row fails the test. */
export const ACTIONS: Record<string, Row> = {
  addParticipants: {
    input: ({ threadId, stranger }) => ({ threadId, personIds: [stranger.id] }),
    expected: groupAdmins(),
  },
  // There is no such file to any of them, and whoever cancels one twice has cancelled it.
  cancelFile: { input: () => ({ id: randomUUID() }), expected: people() },
  changeName: { input: () => ({ name: "Somebody else" }), expected: people() },
  changePassword: {
    input: () => ({ present: PASSWORD, wanted: "no horse, no staple" }),
    expected: people(),
    isInTurn: true,
  },
  changeTheme: { input: () => ({ theme: "dark" }), expected: people() },
  closeReport: { input: async (scene) => ({ reportId: await reportIn(scene) }), expected: administrators() },
  createInvite: { input: () => ({ uses: 1, days: 1 }), expected: administrators() },
  createReset: { input: ({ stranger }) => ({ personId: stranger.id }), expected: administrators() },
  deactivateAccount: { input: ({ stranger }) => ({ personId: stranger.id }), expected: administrators() },
  deleteAccount: {
    input: ({ stranger }) => ({ personId: stranger.id, messages: "keep" }),
    expected: administrators(),
  },
  deleteMessage: {
    input: ({ threadId, seq }) => ({ threadId, seq }),
    // It is the owner's message; being more than a member gives nobody a right to the words of others.
    expected: participants({ participant: "not-allowed", "group admin": "not-allowed" }),
  },
  editMessage: {
    input: ({ threadId, seq }) => ({ threadId, seq, body: "Rice?" }),
    expected: participants({ participant: "not-allowed", "group admin": "not-allowed" }),
  },
  endOtherSessions: { input: () => ({}), expected: people() },
  // A session of somebody else, which is like an unknown one to everybody.
  endOwnSession: {
    input: ({ stranger }) => ({ sessionId: stranger.sessionId }),
    expected: each("no-such-session", NOBODY),
  },
  findPeople: { input: () => ({ query: "o" }), expected: people() },
  findThreads: { input: () => ({ query: "o" }), expected: people() },
  listEdits: { input: ({ threadId, seq }) => ({ threadId, seq }), expected: participants() },
  listFiles: { input: ({ threadId }) => ({ threadId, kind: "others", before: null }), expected: participants() },
  listMessages: { input: ({ threadId }) => ({ threadId, before: 9 }), expected: participants() },
  listThreads: {
    input: ({ threadId }) => ({ before: { lastMessageAt: new Date().toISOString(), id: threadId } }),
    expected: people(),
  },
  markAllRead: { input: () => ({}), expected: people() },
  markUnread: { input: ({ threadId, seq }) => ({ threadId, seq, version: 9 }), expected: participants() },
  reactivateAccount: { input: ({ stranger }) => ({ personId: stranger.id }), expected: administrators() },
  removeLinkPreview: {
    input: ({ threadId, seq }) => ({ threadId, seq }),
    expected: participants({ participant: "not-allowed", "group admin": "not-allowed" }),
  },
  removeParticipant: {
    input: ({ threadId, member }) => ({ threadId, personId: member.id }),
    expected: groupAdmins(),
  },
  removePicture: { input: ({ threadId }) => ({ threadId }), expected: groupAdmins() },
  renameGroup: { input: ({ threadId }) => ({ threadId, title: "Rice club" }), expected: groupAdmins() },
  reportMessage: {
    input: ({ threadId, seq }) => ({ threadId, seq, reason: "Rice." }),
    // It is the owner's own message.
    expected: participants({ owner: "not-allowed" }),
  },
  revokeInvite: { input: async () => ({ inviteId: await inviteOfSomebody() }), expected: administrators() },
  sendMessages: { input: ({ threadId }) => ({ threadId, drafts: [draft("Rice!")] }), expected: participants() },
  setAccountRole: {
    input: ({ stranger }) => ({ personId: stranger.id, role: "administrator" }),
    expected: administrators(),
  },
  setAttention: { input: ({ threadId }) => ({ threadId, change: { isPinned: true } }), expected: participants() },
  setBlock: { input: ({ stranger }) => ({ personId: stranger.id, isBlocked: true }), expected: people() },
  setHistory: {
    input: ({ threadId }) => ({ threadId, history: "all" }),
    expected: groupAdmins({ "group admin": "not-allowed" }),
  },
  setLinkPreviews: { input: () => ({ isOn: false }), expected: administrators() },
  setReaction: {
    input: ({ threadId, seq }) => ({ threadId, seq, emoji: "👍", isOn: true }),
    expected: participants(),
  },
  setRegistration: { input: () => ({ registration: "invite" }), expected: administrators() },
  setRole: {
    input: ({ threadId, member }) => ({ threadId, personId: member.id, role: "admin" }),
    expected: groupAdmins({ "group admin": "not-allowed" }),
  },
  signOut: { input: () => ({}), expected: people() },
  startThread: {
    input: ({ stranger }) => ({ personIds: [stranger.id], title: "" }),
    expected: people(),
  },
  updatePreferences: { input: () => ({ change: { typingOn: false } }), expected: people() },
};

/** Over FormData, for pages without scripts: each calls the same use case as an action above, and ends in a redirect. */
export const FORMS = ["joinForm", "registerForm", "resetForm", "sendForm", "setUpForm", "signInForm", "signOutForm"];

async function reportIn({ member, threadId, seq }: Scene): Promise<string> {
  await reportMessage(member, { viewerId: member.id, threadId, seq, reason: "Rice." });
  const { open } = await listReports(await administrator("Ada"));
  return open.find(({ reporter }) => reporter.id === member.id)?.id ?? "";
}

async function inviteOfSomebody(): Promise<string> {
  const ada = await administrator("Ada");
  await createInvite(ada, { viewerId: ada.id, uses: 1, days: 1 });
  const invite = (await listInvites(ada)).find(({ createdBy }) => createdBy.id === ada.id);
  return invite?.id ?? "";
}
