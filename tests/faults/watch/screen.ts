import type { Column, Control, ControlName, Desk, Events, Figures, Row, Side } from "./state";

/** In the browser: shows what the rig tells of, and tells it which buttons are pressed. */

const LEADS = { connected: "Connected", connecting: "Connecting…", offline: "Offline.", "gave-up": "Disconnected" };
const STATES = { waiting: "Waiting", sending: "Sending", failed: "Not sent" };
const TICK = "M20 6 9 17l-5-5";

/** The rows that each side shows, by their ids. */
const shown = { alice: new Map<string, Row>(), bob: new Map<string, Row>() };
const items = new Map<string, HTMLLIElement>();
const connections = new Map<Side, Column["connection"]>();

const stream = new EventSource("/stream");
on("column", showColumn);
on("figures", showFigures);
on("desk", showDesk);
stream.onerror = () => showVerdict({ tone: "waiting", lead: "The rig has ended.", rest: "" });

for (const button of document.querySelectorAll<HTMLButtonElement>("[data-control]"))
  button.addEventListener("click", () => fetch(`/controls/${button.dataset.control}`, { method: "POST" }));
setInterval(() => {
  for (const side of connections.keys()) countDown(side);
}, 250);

function on<Name extends keyof Events>(name: Name, show: (value: Events[Name]) => void): void {
  stream.addEventListener(name, (event) => show(JSON.parse(event.data)));
}

function showColumn({ side, connection, order, rows }: Column): void {
  const known = shown[side];
  const isFirst = known.size === 0;
  for (const row of rows) known.set(row.id, row);
  const visible = order.flatMap((id) => known.get(id) ?? []);
  shown[side] = new Map(visible.map((row) => [row.id, row]));

  const list = find(`#${side} ol`);
  const wanted = visible.map((row, place) => itemOf(side, row, visible[place - 1], visible[place + 1], isFirst));
  for (const gone of [...list.children].filter((child) => !wanted.includes(child as HTMLLIElement))) {
    gone.remove();
    items.delete(`${side} ${(gone as HTMLElement).dataset.id}`);
  }
  // From the end, so that what has its place already is not moved and does not rise once more.
  let next: Element | null = null;
  for (const item of wanted.toReversed()) {
    if (item.parentNode !== list || item.nextElementSibling !== next) list.insertBefore(item, next);
    next = item;
  }
  connections.set(side, connection);
  find(`#${side}`).dataset.connection = connection.state;
  setText(`#${side} .connection [role=status]`, LEADS[connection.state]);
  countDown(side);
}

function itemOf(side: Side, row: Row, above: Row | undefined, below: Row | undefined, isFirst: boolean): HTMLLIElement {
  const key = `${side} ${row.id}`;
  const item = items.get(key) ?? createItem(row, isFirst);
  items.set(key, item);
  item.dataset.starts = String(above?.isOwn !== row.isOwn);
  item.dataset.ends = String(below?.isOwn !== row.isOwn);
  if (item.dataset.state !== row.state) {
    item.dataset.state = row.state;
    item.querySelector(".meta")?.replaceChildren(...metaOf(row));
  }
  return item;
}

function createItem(row: Row, isFirst: boolean): HTMLLIElement {
  const item = document.createElement("li");
  const meta = Object.assign(document.createElement("span"), { className: "meta" });
  item.dataset.id = row.id;
  item.className = `${row.isOwn ? "own" : "other"} ${isFirst ? "" : "rises"}`;
  item.append(row.body, " ", meta);
  return item;
}

function metaOf({ state, at, isOwn }: Row): (Node | string)[] {
  if (state !== "sent") return [STATES[state]];
  const time = new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return isOwn ? [time, tick()] : [time];
}

function tick(): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", "Sent");
  path.setAttribute("d", TICK);
  svg.append(path);
  return svg;
}

function countDown(side: Side): void {
  const connection = connections.get(side);
  const isWaiting = connection?.state === "offline";
  const left = isWaiting ? Math.max(0, Math.ceil((connection.retryAt - Date.now()) / 1000)) : 0;
  setText(`#${side} .countdown`, isWaiting ? ` Trying again in ${left} s` : "");
}

function showFigures({ verdict, holes, doubles, ...figures }: Figures): void {
  showVerdict(verdict);
  for (const [name, { value, note }] of Object.entries(figures)) {
    setText(`[data-figure=${name}] dd`, value.toLocaleString("en"));
    setText(`[data-figure=${name}] .note`, note);
  }
  compare("sent", figures.sent.value, figures.stored.value);
  compare("stored", figures.stored.value, figures.alice.value);
  compare("alice", figures.alice.value, figures.bob.value);
  for (const [name, value] of Object.entries({ holes, doubles })) {
    setText(`[data-figure=${name}] dd`, value.toLocaleString("en"));
    find(`[data-figure=${name}]`).dataset.isHarm = String(value > 0);
  }
  showOrders(figures.alice.order, figures.bob.order, verdict.tone);
}

function showVerdict({ tone, lead, rest }: Figures["verdict"]): void {
  find(".proof").dataset.tone = tone;
  setText("#lead", lead);
  setText("#rest", rest);
}

/** Between a figure and the next one. */
function compare(name: string, one: number, other: number): void {
  find(`[data-figure=${name}]`).dataset.sign = one === other ? "=" : "≠";
}

function showOrders(alice: string, bob: string, tone: Figures["verdict"]["tone"]): void {
  setText("#alice code", alice);
  setText("#bob code", bob);
  const isSame = alice === bob;
  const same = find("#same");
  same.dataset.state = isSame ? "equal" : tone === "broken" ? "broken" : "behind";
  setText("#same .sr-only", isSame ? "The order is the same on both sides." : "The order is not yet the same.");
}

function showDesk({ controls, event, place }: Desk): void {
  for (const [name, control] of Object.entries(controls)) showControl(name as ControlName, control);
  setText(".event time", new Date(event.at).toLocaleTimeString("en-GB"));
  setText(".event span", event.text);
  setText("#place", place);
}

function showControl(name: ControlName, { label, isOn, isBusy }: Control): void {
  const button = find(`[data-control=${name}]`);
  setText(`[data-control=${name}] span`, label);
  button.dataset.on = String(isOn);
  // Not `disabled`, which would take the focus away from whoever has just pressed it.
  button.setAttribute("aria-disabled", String(isBusy));
  if (name === "twice") button.setAttribute("aria-pressed", String(isOn));
}

function find(selector: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(selector);
  if (!element) throw new Error(`There is no ${selector}.`);
  return element;
}

/** Text that stays the same is not touched: it would be read out again. */
function setText(selector: string, text: string): void {
  const element = find(selector);
  if (element.textContent !== text) element.textContent = text;
}
