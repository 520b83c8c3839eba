/**
 * Runs in the page. What is measured is where rows really are: a shift is what moves a row between two looks at it
 * without anybody having scrolled.
 */

declare global {
  var meters: Meters;
}

const FRAME_MS = 1000 / 60;
const PATIENCE_MS = 20_000;

let longTasks: number[] = [];
let keys: number[] = [];
let lastFrame = 0;

const log = () => document.querySelector<HTMLElement>("[role=log]") ?? document.body;
const rows = () => log().querySelectorAll<HTMLElement>("[id^=m-]");
const seqOf = (row: Element | undefined) => Number(row?.id.slice(2) ?? 0);
const firstSeq = () => seqOf(rows()[0]);
const lastSeq = () => seqOf([...rows()].at(-1));
const topOf = (row: Element) => row.getBoundingClientRect().top;
const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
const button = (name: string) =>
  [...document.querySelectorAll("button")].find(({ textContent }) => textContent === name);

/** A row in the middle of what is in sight. */
function rowInSight(): HTMLElement {
  const { top, height } = log().getBoundingClientRect();
  const found = [...rows()].find((row) => row.getBoundingClientRect().bottom > top + height / 2);
  if (!found) throw new Error("No message is in sight.");
  return found;
}

async function until(isSo: () => boolean): Promise<void> {
  const since = performance.now();
  while (!isSo()) {
    if (performance.now() - since > PATIENCE_MS)
      throw new Error(
        `In vain: ${firstSeq()} to ${lastSeq()}, ${log().scrollTop} of ${log().scrollHeight}, ${log().textContent?.slice(0, 60)}`,
      );
    await nextFrame();
  }
}

/** How far a row in sight is moved until something has come about, at any frame. */
async function shiftUntil(isSo: () => boolean): Promise<number> {
  const row = rowInSight();
  const before = topOf(row);
  let most = 0;
  const look = () => {
    most = Math.max(most, Math.abs(topOf(row) - before));
  };
  await until(() => {
    look();
    return isSo();
  });
  await nextFrame();
  look();
  return most;
}

/** Reads further up, has the page before loaded, and looks whether that moves anything. */
async function shiftOfOlderPage(): Promise<number> {
  log().scrollTop = 1500 + log().clientHeight - log().scrollHeight;
  const first = firstSeq();
  button("Show older messages")?.click();
  return shiftUntil(() => firstSeq() < first);
}

/** Goes to a place a little above the end; answers the newest message. */
async function readAboveEnd(): Promise<number> {
  log().scrollTop = 0;
  await nextFrame();
  log().scrollTop = -800;
  await nextFrame();
  return lastSeq();
}

/** Reads there until messages up to this one have come. */
const shiftOfArrivals = (newest: number) => shiftUntil(() => lastSeq() >= newest);

/** Scrolls by so many pixels each frame until so many messages have passed. */
async function scroll(by: number, count: number) {
  const start = seqOf(rowInSight());
  const began = performance.now();
  const seen = { frames: 0, dropped: 0, longestFrame: 0, stalls: 0, rows: 0, shift: 0 };
  longTasks = [];
  lastFrame = await nextFrame();
  let passed = 0;
  while (passed < count && performance.now() - began < 300_000) {
    const row = rowInSight();
    const before = topOf(row);
    log().scrollBy({ top: by, behavior: "instant" });
    const after = topOf(row);
    if (after === before) seen.stalls += 1;
    const now = await nextFrame();
    seen.frames += 1;
    seen.dropped += Math.max(0, Math.round((now - lastFrame) / FRAME_MS) - 1);
    seen.longestFrame = Math.max(seen.longestFrame, now - lastFrame);
    lastFrame = now;
    seen.rows = Math.max(seen.rows, rows().length);
    if (row.isConnected) seen.shift = Math.max(seen.shift, Math.abs(topOf(row) - after));
    passed = Math.abs(seqOf(rowInSight()) - start);
  }
  return { ...seen, passed, took: performance.now() - began, ...tasks() };
}

/** Goes from one end of the thread to the other as fast as its pages come. */
async function travel(way: "up" | "down") {
  const began = performance.now();
  const name = way === "up" ? "Show older messages" : "Show newer messages";
  let most = 0;
  let stuckSince = began;
  let edge = 0;
  while (button(name) || (way === "up" ? firstSeq() !== 1 : false)) {
    log().scrollTop = way === "up" ? -log().scrollHeight : 0;
    most = Math.max(most, rows().length);
    await nextFrame();
    const now = way === "up" ? firstSeq() : lastSeq();
    if (now !== edge) stuckSince = performance.now();
    else if (performance.now() - stuckSince > PATIENCE_MS) throw new Error(`Stuck at message ${now}.`);
    edge = now;
  }
  return { rows: most, took: performance.now() - began };
}

function tasks() {
  return { longTasks: longTasks.length, longestTask: Math.max(0, ...longTasks) };
}

/** Notes from now on how long after each key the page is painted. */
function watchKeys(): void {
  keys = [];
  longTasks = [];
  const painted = new MessageChannel();
  let pressed: number[] = [];
  painted.port1.onmessage = () => {
    keys.push(...pressed.map((at) => performance.now() - at));
    pressed = [];
  };
  addEventListener("keydown", ({ timeStamp }) => {
    pressed.push(timeStamp);
    requestAnimationFrame(() => painted.port2.postMessage(null));
  });
}

const all = {
  shiftOfOlderPage,
  readAboveEnd,
  shiftOfArrivals,
  scroll,
  travel,
  watchKeys,
  keys: () => ({ keys, ...tasks() }),
};
export type Meters = typeof all;

new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
  type: "longtask",
});
globalThis.meters = all;
