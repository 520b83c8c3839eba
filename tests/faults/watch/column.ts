import type { Page } from "../tabs/page";
import type { Column, Row, Side } from "./state";

/** More than fits on any screen. */
const ROWS = 60;

/** Follows what a side shows; answers what has changed since the last time, or null when nothing has. */
export function followColumn(side: Side, threadId: string, pageNow: () => Page | undefined) {
  let told: Column | null = null;
  let toldRows = new Map<string, Row>();

  function changes(): Column | null {
    const page = pageNow();
    if (!page) return null;
    const rows = rowsOf(page, threadId);
    const order = rows.map(({ id }) => id);
    const connection = page.tab.connection();
    const changed = rows.filter((row) => toldRows.get(row.id)?.state !== row.state);
    if (connection === told?.connection && changed.length === 0 && order.join() === told.order.join()) return null;
    told = { side, connection, order, rows };
    toldRows = new Map(rows.map((row) => [row.id, row]));
    return { ...told, rows: changed };
  }

  return { changes, whole: () => told };
}

/** The newest of what is on the screen: messages in their places, then the drafts that are not among them. */
function rowsOf(page: Page, threadId: string): Row[] {
  const messages = page.timelineOf(threadId)?.messages ?? [];
  const newest = messages.slice(-ROWS).map(
    ({ id, author, body, createdAt }): Row => ({
      id,
      isOwn: author.id === page.viewer.id,
      body,
      at: createdAt,
      state: "sent",
    }),
  );
  const shown = new Set(messages.map(({ id }) => id));
  const drafts = page.tab.outbox
    .drafts()
    .filter(({ id }) => !shown.has(id))
    .map(({ id, body, createdAt, state }): Row => ({ id, isOwn: true, body, at: createdAt, state }));
  return [...newest, ...drafts].slice(-ROWS);
}
