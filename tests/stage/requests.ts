import { readFileSync } from "node:fs";
import { sealSession, sessionCookie } from "@/lib/session-cookie";
import type { Viewer } from "@/lib/sessions";
import type { Outcome } from "@/lib/wire/outcome";

/** How a browser speaks to a running server, without one. */
export async function cookieOf(viewer: Viewer): Promise<string> {
  const sealed = await sealSession({ sub: viewer.id, sessionId: viewer.sessionId, authVersion: 1 });
  return `${sessionCookie().name}=${sealed}`;
}

type Manifest = { node: Record<string, { exportedName: string; workers: Record<string, unknown> }> };

const manifest = (): Manifest => JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));

/** The name under which the build serves each action. */
export function actionIds(): Record<string, string> {
  return Object.fromEntries(Object.entries(manifest().node).map(([id, { exportedName }]) => [exportedName, id]));
}

/** The pages of the build that know each action. */
export function actionPages(): Record<string, string[]> {
  const actions = Object.values(manifest().node);
  return Object.fromEntries(actions.map(({ exportedName, workers }) => [exportedName, Object.keys(workers)]));
}

/** The page of a conversation, whatever the thread; every page knows every action. */
const PAGE = "/t/00000000-0000-4000-8000-000000000000";

/** Posts an action as a page does; the body of the answer is React's stream. */
export function postAction(
  origin: string,
  name: string,
  input: unknown,
  headers: Record<string, string>,
  send: typeof fetch = fetch,
) {
  return send(origin + PAGE, {
    method: "POST",
    headers: { "Next-Action": actionIds()[name] ?? "", "Content-Type": "text/plain;charset=UTF-8", ...headers },
    body: JSON.stringify([input]),
    redirect: "manual",
  });
}

/** The outcome in the answer to an action. */
export async function outcomeOf(response: Response): Promise<Outcome<unknown>> {
  const text = await response.text();
  const row = text.split("\n").find((line) => /^\w+:\{"ok":/.test(line));
  if (!row) throw new Error(`No outcome in the answer (${response.status}): ${text.slice(0, 500)}`);
  return JSON.parse(row.slice(row.indexOf(":") + 1));
}
