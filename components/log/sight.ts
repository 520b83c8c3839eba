/**
 * What of the log is in sight. Its rows stand in sections, one a day; those of messages have the id `m-<seq>`. All
 * measures are in pixels from the upper edge of the log.
 */

/** This near to the end the log counts as being there, and follows. */
const END_PX = 100;

/** A row, and where it begins. */
export type Anchor = { row: Element; top: number };

/** The column is reversed: `scrollTop` is 0 at the end and negative above it. */
export function fromEnd(log: HTMLElement): number {
  return -log.scrollTop;
}

export function fromStart(log: HTMLElement): number {
  return log.scrollHeight - log.clientHeight + log.scrollTop;
}

export function isNearEnd(log: HTMLElement): boolean {
  return fromEnd(log) < END_PX;
}

export function topOf(log: HTMLElement, row: Element): number {
  return row.getBoundingClientRect().top - log.getBoundingClientRect().top - log.clientTop;
}

export function rowAt(log: HTMLElement, seq: number): HTMLElement | null {
  return log.querySelector<HTMLElement>(`#m-${seq}`);
}

/** The place of a row in the thread; null for one that is not sent. */
export function seqOf(row: Element): number | null {
  return row.id.startsWith("m-") ? Number(row.id.slice(2)) : null;
}

/** The rows in sight, the first whole one first: what is held by its beginning must not begin out of sight. */
export function anchorsIn(log: HTMLElement): Anchor[] {
  const rows = rowsOf(log);
  const edge = log.getBoundingClientRect();
  const anchors: Anchor[] = [];
  for (let place = firstEndingBelow(rows, edge.top); place < rows.length; place += 1) {
    const row = rows[place] as Element;
    const { top } = row.getBoundingClientRect();
    if (top >= edge.bottom) break;
    anchors.push({ row, top: top - edge.top - log.clientTop });
  }
  const [first, ...rest] = anchors;
  return first && first.top < 0 && rest.length > 0 ? [...rest, first] : anchors;
}

/** The place of the last message that ends in sight; null when none does. */
export function lastDisplayed(log: HTMLElement): number | null {
  const rows = rowsOf(log);
  const edge = log.getBoundingClientRect();
  const bottom = edge.top + log.clientTop + log.clientHeight + 1;
  for (let place = firstEndingBelow(rows, bottom) - 1; place >= 0; place -= 1) {
    const row = rows[place] as Element;
    if (row.getBoundingClientRect().bottom < edge.top) return null;
    const seq = seqOf(row);
    if (seq !== null) return seq;
  }
  return null;
}

function rowsOf(log: HTMLElement): Element[] {
  return [...log.querySelectorAll("section > :not(h2)")];
}

/** Rows end one below the other, so halving finds the first that ends below `y`, in pixels of the window. */
function firstEndingBelow(rows: Element[], y: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) > y) high = middle;
    else low = middle + 1;
  }
  return low;
}
