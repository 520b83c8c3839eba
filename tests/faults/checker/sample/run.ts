import type { Run, StoredMessage } from "../../history";
import { createChance } from "./chance";
import { createServer, lineOf, type SampleThread } from "./server";
import { createRecording, type SampleTab } from "./tabs";

const PEOPLE = ["ana", "ben", "cleo", "dan", "eve"];

/**
 * A run as it should be, invented from a seed: people who write, edit, read, come, go, reload and lose their connection,
 * and faults that last a while. Each kind of step happens once at least. About 15 happenings a step.
 */
export function inventRun(seed: number, steps = 80): Run {
  const chance = createChance(seed);
  const server = createServer();
  const { threads } = server;
  const tabs = createRecording(chance, threads);
  const faults: string[] = [];
  let written = 0;
  let sessions = 0;

  server.start("group", ["ana", "ben", "cleo"]);
  server.start("group", ["ben", "ana", "dan"]);
  server.start("direct", ["ana", "ben"]);
  // Eve has an account and is in no thread.
  for (const person of PEOPLE) signIn(person, `${person}'s laptop`);
  signIn("ana", "ana's phone");

  function signIn(person: string, device: string): void {
    sessions += 1;
    tabs.openTab(person, device, `session-${sessions}`);
  }

  const connected = () => [...tabs.open].filter(({ isConnected, person }) => isConnected && person !== "eve");
  const groups = () => threads.filter(({ kind }) => kind === "group");
  const threadOf = ({ person }: SampleTab) => chance.pick(threads.filter(({ members }) => members.has(person)));

  function writeDraft({ tab, device, person }: SampleTab, thread: SampleThread): string {
    written += 1;
    const id = `message-${written}`;
    tabs.wait();
    tabs.record({ kind: "written", tab, device, person, thread: thread.id, id });
    return id;
  }

  function call({ tab }: SampleTab, thread: SampleThread, ids: string[]): void {
    tabs.wait();
    tabs.record({ kind: "called", tab, thread: thread.id, ids });
  }

  function answer({ tab }: SampleTab, thread: SampleThread, { id, seq }: StoredMessage): void {
    tabs.wait(chance.below(5));
    tabs.record({ kind: "acknowledged", tab, thread: thread.id, id, seq });
  }

  /** The answer may come before the push or after it, or get lost, so that the tab asks again. */
  function store(tab: SampleTab, thread: SampleThread, ids: string[]): void {
    const isAnsweredFirst = chance.below(2) === 0;
    const isLost = chance.below(8) === 0;
    for (const id of ids) {
      const message = server.store(thread, tab.person, id);
      if (isAnsweredFirst && !isLost) answer(tab, thread, message);
      tabs.push(thread, message);
      if (!isAnsweredFirst && !isLost) answer(tab, thread, message);
    }
    if (!isLost) return;
    call(tab, thread, ids);
    for (const message of thread.messages.slice(-ids.length)) answer(tab, thread, message);
  }

  function write(): void {
    const tab = chance.pick(connected());
    const thread = tab && threadOf(tab);
    if (!tab || !thread) return;
    const ids = Array.from({ length: 1 + chance.below(3) }, () => writeDraft(tab, thread));
    call(tab, thread, ids);
    if (chance.below(6) === 0) {
      for (const id of ids) tabs.record({ kind: "refused", tab: tab.tab, thread: thread.id, id, code: "unavailable" });
      call(tab, thread, ids);
    }
    // Somebody else may be quicker.
    const other = chance.pick(tabs.listeners(thread).filter(({ person }) => person !== tab.person));
    if (other && chance.below(3) === 0) {
      const quick = [writeDraft(other, thread)];
      call(other, thread, quick);
      store(other, thread, quick);
    }
    store(tab, thread, ids);
  }

  /** A draft that was refused for good comes in after the next one, because its writer sends it again. */
  function writeAgain(): void {
    const tab = chance.pick(connected());
    const thread = tab && threadOf(tab);
    if (!tab || !thread) return;
    const id = writeDraft(tab, thread);
    call(tab, thread, [id]);
    tabs.record({ kind: "refused", tab: tab.tab, thread: thread.id, id, code: "not-a-participant" });
    const next = writeDraft(tab, thread);
    call(tab, thread, [next]);
    store(tab, thread, [next]);
    call(tab, thread, [id]);
    store(tab, thread, [id]);
  }

  function edit(): void {
    const thread = chance.pick(threads);
    const message = chance.pick(thread?.messages.filter(({ event }) => event === null).slice(-PEOPLE.length) ?? []);
    if (!thread || !message) return;
    server.edit(thread, message);
    tabs.push(thread, message);
  }

  function add(): void {
    const thread = chance.pick(groups().filter(({ members }) => members.size < 4));
    const author = chance.pick([...(thread?.members.keys() ?? [])]);
    const person = chance.pick(PEOPLE.filter((name) => name !== "eve" && !thread?.members.has(name)));
    if (!thread || !author || !person) return;
    tabs.wait();
    const line = server.add(thread, author, person);
    for (const tab of tabs.listeners(thread)) {
      tabs.hear(tab, tab.person === person ? "thread:added" : "thread:changed");
      const joinedSeq = tab.views.get(thread.id)?.joinedSeq;
      if (tab.person === person && joinedSeq !== undefined) tabs.openView(tab, thread);
    }
    tabs.push(thread, line);
  }

  function remove(isLeaving: boolean): void {
    const thread = chance.pick(groups().filter(({ members }) => members.size > 2));
    const person = chance.pick([...(thread?.members.keys() ?? [])]);
    const author = isLeaving
      ? person
      : chance.pick([...(thread?.members.keys() ?? [])].filter((one) => one !== person));
    if (!thread || !author || !person) return;
    const asked = tabs.wait();
    for (const tab of tabs.listeners(thread)) tabs.hear(tab, tab.person === person ? "thread:gone" : "thread:changed");
    const line = server.remove(thread, author, person);
    tabs.push(thread, line);
    tabs.wait();
    tabs.record({ kind: "removed", person, thread: thread.id, upTo: line.seq, asked });
  }

  function read(): void {
    const tab = chance.pick(connected());
    const thread = tab && threadOf(tab);
    if (thread && !tab.views.has(thread.id)) tabs.openView(tab, thread);
    const seq = thread && tab.views.get(thread.id)?.shown.at(-1)?.seq;
    if (!thread || seq === undefined) return;
    server.read(thread, tab.person, seq);
    for (const other of tabs.listeners(thread).filter(({ person }) => person === tab.person)) {
      tabs.hear(other, "thread:read");
      tabs.list(other, thread);
    }
  }

  function endSession(): void {
    const tab = chance.pick(connected());
    if (!tab) return;
    const asked = tabs.wait();
    for (const other of [...tabs.open].filter(({ session }) => session === tab.session)) {
      if (other.isConnected) tabs.hear(other, "session:ended");
      tabs.disconnect(other);
      other.isSignedOut = true;
      if (chance.below(2) === 0) tabs.closeTab(other);
    }
    tabs.record({ kind: "session-ended", session: tab.session, asked });
    tabs.wait();
    signIn(tab.person, tab.device);
  }

  function reload(): void {
    const tab = chance.pick([...tabs.open].filter(({ isSignedOut }) => !isSignedOut));
    if (!tab) return;
    tabs.closeTab(tab);
    tabs.wait();
    tabs.openTab(tab.person, tab.device, tab.session);
  }

  function loseConnection(): void {
    const tab = chance.pick(connected().filter(() => connected().length > 3));
    if (tab) tabs.disconnect(tab);
  }

  function reconnect(): void {
    const tab = chance.pick([...tabs.open].filter(({ isConnected, isSignedOut }) => !isConnected && !isSignedOut));
    if (!tab) return;
    tabs.wait();
    tabs.connect(tab);
    tabs.hear(tab, "thread:head");
  }

  function loadOlder(): void {
    const tab = chance.pick(connected());
    const thread = tab && threadOf(tab);
    if (thread) tabs.showOlder(tab, thread);
  }

  function breakOrMend(): void {
    tabs.wait(500 + chance.below(2_000));
    const name = faults.pop();
    if (name) tabs.record({ kind: "mended", name });
    else {
      faults.push("redis dies");
      tabs.record({ kind: "fault", name: "redis dies" });
    }
  }

  /** What is picked by chance may not be able to take the step. */
  function untilDone(step: () => void): void {
    const before = tabs.history.length;
    while (tabs.history.length === before) step();
  }

  const often = [write, write, write, read, loadOlder, edit];
  const seldom = [writeAgain, () => remove(false), add, () => remove(true), add, endSession, reload, breakOrMend];
  const repertoire = [...often, ...often, ...seldom, loseConnection, reconnect];
  const prelude = [
    write,
    read,
    add,
    () => remove(false),
    () => remove(true),
    add,
    endSession,
    loseConnection,
    reconnect,
  ];
  for (const step of prelude) untilDone(step);
  for (let step = 0; step < steps; step += 1) chance.pick(repertoire)?.();

  while (faults.length > 0) breakOrMend();
  const quietAt = tabs.wait();
  const inForce = [...tabs.open].filter(({ isSignedOut }) => !isSignedOut);
  tabs.wait();
  for (const tab of inForce) if (!tab.isConnected) tabs.connect(tab);

  const standings = inForce.map(({ tab, person, lines }) => {
    const mine = threads.filter(({ members }) => members.has(person));
    const held = mine.map(({ id }) => [id, JSON.parse(lines.get(id) ?? "null")]);
    return { tab, of: "list", held, fresh: mine.map((thread) => [thread.id, lineOf(thread, person)]) };
  });
  return { history: tabs.history, threads: server.stored(), standings, quietAt, endedAt: tabs.wait() };
}
