import type { TabSocket } from "@/components/connection/socket";
import type { MessageChange, ServerToClientEvents } from "@/lib/wire/events";
import type { Message } from "@/lib/wire/messages";
import type { Outcome } from "@/lib/wire/outcome";
import type { Synced, ThreadChanges } from "@/lib/wire/sync";
import type { ThreadSummary } from "@/lib/wire/threads";
import type { Way } from "../history";
import type { Recorder } from "../recorder";
import { createReception } from "./reception";

/** Writes down all that reaches a tab over its socket, before the tab has it. */
export function wiretap(socket: TabSocket, tab: string, recorder: Recorder, isNaive: boolean): TabSocket {
  const receive = createReception(recorder, tab);
  let isConnected = false;

  socket.onAny((event: keyof ServerToClientEvents, argument: Message | MessageChange | ThreadSummary) => {
    recorder.record({ kind: "heard", tab, event });
    if (event === "message:created") receiveMessages([argument as Message], "push");
    if (event === "message:changed") receiveMessages([(argument as MessageChange).message], "push");
    if (event === "thread:added") receiveLines([argument as ThreadSummary]);
  });
  socket.on("disconnect", () => {
    if (isConnected) recorder.record({ kind: "disconnected", tab });
    isConnected = false;
  });

  function receiveMessages(messages: Message[], by: Way): void {
    for (const message of messages) receive(message.threadId, [message], by);
  }

  function receiveLines(lines: ThreadSummary[]): void {
    for (const { id, lastMessage } of lines) receive(id, lastMessage ? [lastMessage] : [], "list");
  }

  function receiveChanges(changes: ThreadChanges): void {
    if (changes.kind === "changes") receiveMessages(changes.messages, "catch-up");
  }

  function hear(event: string, outcome: Outcome<Synced | ThreadChanges | object>): void {
    if (!outcome.ok) return;
    if (event === "thread:join") receiveChanges(outcome.value as ThreadChanges);
    if (event !== "sync") return;
    const { list, threads } = outcome.value as Synced;
    receiveLines(list.threads);
    for (const changes of Object.values(threads)) receiveChanges(changes);
    if (!isConnected) recorder.record({ kind: "connected", tab });
    isConnected = true;
  }

  const timeout = socket.timeout.bind(socket);
  /** Everything that a tab asks, it asks with a time limit. */
  function tapped(milliseconds: number) {
    const asking = timeout(milliseconds);
    const emitWithAck = asking.emitWithAck.bind(asking) as (event: string, input: object) => Promise<Outcome<object>>;
    return {
      async emitWithAck(event: string, input: object) {
        const outcome = await emitWithAck(event, input);
        hear(event, outcome);
        return isNaive ? withoutChanges(outcome) : outcome;
      },
    };
  }
  return Object.assign(socket, { timeout: tapped as unknown as TabSocket["timeout"] });
}

/** The answer to `sync` as a server would give it that only lets the tab into its rooms. */
function withoutChanges(outcome: Outcome<object>): Outcome<object> {
  return outcome.ok && "threads" in outcome.value ? { ...outcome, value: { ...outcome.value, threads: {} } } : outcome;
}
