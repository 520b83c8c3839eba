import { randomUUID } from "node:crypto";
import { transaction } from "@/db/client";
import { replacePreview } from "@/db/link-previews";
import type { Place } from "@/db/message-changes";
import { insertPicture } from "@/db/pictures";
import { updateThreadSettings } from "@/db/threads";
import { sayWithFile } from "@/tests/stage/files";
import { aPicture } from "@/tests/stage/pictures";
import { turnPreviews } from "@/tests/stage/previews";
import { type Expectations, each } from "./expectations";
import type { Scene } from "./roles";

type Row = {
  path: (scene: Scene & { viewerId: string }) => string | Promise<string>;
  /** What is sent there; where nothing is, the address is asked with GET. */
  send?: () => Promise<RequestInit>;
  expected: Expectations;
};

/** Where somebody is sent who has to sign in first. */
const SIGN_IN = { anonymous: "to /sign-in", "ended session": "to /sign-in", deactivated: "to /sign-in" };
const PUBLIC = each("200");
/** Whoever has a session has no use for it. */
const VISITORS = each("to /t", { anonymous: "200", "ended session": "200", deactivated: "200" });
const PEOPLE = each("200", SIGN_IN);
const PARTICIPANTS = each("200", {
  ...SIGN_IN,
  outsider: "404",
  "former participant": "404",
  administrator: "404",
});
/** To everybody else there is no such page. */
const ADMINISTRATORS = each("404", { ...SIGN_IN, administrator: "200" });

/** What is at each address for whom. An address without a row fails the test. */
export const ADDRESSES: Record<string, Row> = {
  "/": { path: () => "/", expected: each("to /t") },
  "/admin": { path: () => "/admin", expected: { ...ADMINISTRATORS, administrator: "to /admin/reports" } },
  "/admin/audit": { path: () => "/admin/audit", expected: ADMINISTRATORS },
  "/admin/audit/csv": { path: () => "/admin/audit/csv", expected: ADMINISTRATORS },
  "/admin/invites": { path: () => "/admin/invites", expected: ADMINISTRATORS },
  "/admin/people": { path: () => "/admin/people", expected: ADMINISTRATORS },
  "/admin/reports": { path: () => "/admin/reports", expected: ADMINISTRATORS },
  "/admin/settings": { path: () => "/admin/settings", expected: ADMINISTRATORS },
  "/api/auth/[...nextauth]": { path: () => "/api/auth/session", expected: PUBLIC },
  "/api/files": {
    path: ({ threadId, viewerId }) => `/api/files?${new URLSearchParams(putOf(threadId, viewerId))}`,
    send: async () => ({ method: "PUT", body: "noodles" }),
    expected: each("200", {
      ...{ anonymous: "401", "ended session": "401", deactivated: "401" },
      ...{ outsider: "403", "former participant": "403", administrator: "403" },
    }),
  },
  "/api/files/[id]": {
    path: async ({ threadId, owner }) => `/api/files/${(await sayWithFile(owner, threadId)).files[0]?.id}`,
    expected: each("404", { participant: "200", "group admin": "200", owner: "200" }),
  },
  "/api/pictures": {
    path: ({ threadId, viewerId }) => `/api/pictures?${new URLSearchParams({ viewerId, threadId })}`,
    send: async () => ({ method: "PUT", body: new Uint8Array(await aPicture()) }),
    expected: each("403", {
      ...{ anonymous: "401", "ended session": "401", deactivated: "401" },
      ...{ "group admin": "200", owner: "200" },
    }),
  },
  "/api/pictures/[id]": {
    path: async ({ threadId }) => `/api/pictures/${await pictureOf(threadId)}`,
    expected: each("404", { participant: "200", "group admin": "200", owner: "200" }),
  },
  "/api/previews/[id]": {
    path: async ({ threadId, seq }) => `/api/previews/${await previewPictureOf({ threadId, seq })}`,
    expected: each("404", { participant: "200", "group admin": "200", owner: "200" }),
  },
  "/icon.svg": { path: () => "/icon.svg", expected: PUBLIC },
  // What a link leads to is for whoever has the link; what it says depends on the token, which nobody here has.
  "/join/[token]": { path: () => "/join/nobodys", expected: VISITORS },
  "/register": { path: () => "/register", expected: VISITORS },
  "/reset/[token]": { path: () => "/reset/nobodys", expected: PUBLIC },
  "/set-up/[token]": { path: () => "/set-up/nobodys", expected: PUBLIC },
  "/search": {
    path: ({ threadId }) => `/search?${new URLSearchParams({ q: "noodles", thread: threadId })}`,
    expected: PARTICIPANTS,
  },
  "/settings": { path: () => "/settings", expected: PEOPLE },
  "/sign-in": { path: () => "/sign-in", expected: VISITORS },
  "/t": { path: () => "/t", expected: PEOPLE },
  "/t/[threadId]": { path: ({ threadId }) => `/t/${threadId}`, expected: PARTICIPANTS },
  "/t/[threadId]/m/[seq]": { path: ({ threadId, seq }) => `/t/${threadId}/m/${seq}`, expected: PARTICIPANTS },
  // What the server shows in the place of a page, under that page's address.
  "/unavailable": { path: () => "/unavailable", expected: each("404") },
};

function putOf(threadId: string, viewerId: string): Record<string, string> {
  return { viewerId, threadId, id: randomUUID(), name: "noodles.txt", size: "7", offset: "0" };
}

/** Gives a group a face; answers its id. */
function pictureOf(threadId: string): Promise<string | null> {
  return transaction(async (tx) => {
    const pictureId = await insertPicture(tx, await aPicture("webp"));
    await updateThreadSettings(tx, threadId, { pictureId });
    return pictureId;
  });
}

/** Gives a message a preview with a picture; answers the picture's id. */
async function previewPictureOf(place: Place): Promise<string> {
  await turnPreviews(true);
  const pictureId = randomUUID();
  const drawn = { pictureId, picture: await aPicture("webp"), pictureWidth: 40, pictureHeight: 30 };
  const preview = { url: "https://news.example.org/", title: "Noodles", siteName: null, description: null, ...drawn };
  await transaction((tx) => replacePreview(tx, place, preview));
  return pictureId;
}
