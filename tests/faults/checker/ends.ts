import type { StoredMessage, StoredThread } from "../history";
import type { Breaches } from "./breaches";
import type { Evidence, ThreadEvidence } from "./evidence";
import { readableFrom } from "./openings";
import type { LiveTab, View } from "./views";

/** How long after the last fault a tab may take to show everything. */
const SETTLED_WITHIN_MS = 15_000;

/** The tabs that should be connected when a run is over: the open ones whose session has not ended. */
export function tabsInForce(open: LiveTab[], { endedSessions }: Evidence): LiveTab[] {
  return open.filter(({ opened }) => !endedSessions.has(opened.session));
}

/** How long it took after the last fault, in milliseconds; null: never, for one of them at least. */
export type Settled = {
  /** Until the last tab was connected. */
  connected: number | null;
  /** Until the last tab showed everything, counted for each from when it was connected. */
  whole: number | null;
};

/** I6: at the end each tab shows what the database has, as far as its person may read it. */
export function checkEnds(tabs: LiveTab[], evidence: Evidence, breaches: Breaches): Settled {
  const { quietAt } = evidence.run;
  const settled = { connected: 0, whole: 0 };
  let [isConnected, isWhole] = [true, true];

  for (const tab of tabs) {
    if (tab.connectedSince === null) {
      breaches.add("I6", `Tab ${tab.opened.tab} of ${tab.opened.person} never connected again.`);
      isConnected = false;
      continue;
    }
    const since = Math.max(quietAt, tab.connectedSince);
    settled.connected = Math.max(settled.connected, since - quietAt);
    for (const view of tab.views.values()) {
      const thread = evidence.threads.get(view.thread);
      const participant = thread?.participants.get(tab.opened.person);
      if (!thread || !participant) continue;
      if (!checkView(tab, view, thread, readableFrom(participant, thread.openings), breaches)) isWhole = false;
      // What was opened afterwards has had no fault to get over.
      else if (view.since <= quietAt) settled.whole = Math.max(settled.whole, view.changedAt - since);
    }
  }
  if (settled.whole > SETTLED_WITHIN_MS)
    breaches.add("I6", `It took ${Math.round(settled.whole)} ms until each connected tab showed all.`);
  return {
    connected: isConnected ? settled.connected : null,
    whole: isConnected && isWhole ? settled.whole : null,
  };
}

function checkView(
  tab: LiveTab,
  { thread, messages, newest }: View,
  { stored, bySeq }: ThreadEvidence,
  from: number,
  breaches: Breaches,
): boolean {
  const where = `At the end tab ${tab.opened.tab} of ${tab.opened.person}, in thread ${thread}`;
  const shown = new Set<string>();
  let isComplete = true;
  for (const { seq, id, rev } of messages) {
    shown.add(id);
    const held = bySeq.get(seq);
    // Of a message from before what they may read they are not told when it changes.
    if (held?.id === id && (held.rev === rev || seq < from)) continue;
    isComplete = false;
    const instead = held ? `${held.id} with rev ${held.rev}` : "nothing";
    breaches.add("I6", `${where}, shows message ${seq} (${id}) with rev ${rev} instead of ${instead}.`);
  }

  // What comes after the run, a tab need not show when it says that there is more.
  const last = Math.max(messages.at(-1)?.seq ?? 0, from - 1);
  const first = Math.max(messages[0]?.seq ?? 0, from);
  const missing = messagesFrom(stored, first).filter(({ id, seq }) => (seq <= last || seq > newest) && !shown.has(id));
  const [latest] = missing;
  if (!latest) return isComplete && isKnown(newest);
  const what = `${where}, does not show ${missing.length} messages, the newest of them ${latest.seq} (${latest.id})`;
  breaches.add("I6", `${what}; it shows ${runInWords(messages)} of ${newest}.`, { lost: missing.length });
  return false;

  function isKnown(newest: number): boolean {
    if (newest === stored.lastSeq) return true;
    breaches.add("I6", `${where}, takes message ${newest} for the newest, which is ${stored.lastSeq}.`);
    return false;
  }
}

/** The newest first. Most of a long thread is before what a tab shows, and need not be looked at. */
function messagesFrom({ messages }: StoredThread, first: number): StoredMessage[] {
  const found: StoredMessage[] = [];
  for (let place = messages.length - 1; place >= 0; place -= 1) {
    const message = messages[place];
    if (!message || message.seq < first) break;
    found.push(message);
  }
  return found;
}

function runInWords(messages: View["messages"]): string {
  const [first] = messages;
  const last = messages.at(-1);
  return first && last ? `${first.seq} to ${last.seq}` : "nothing";
}
