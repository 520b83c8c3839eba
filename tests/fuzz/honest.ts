import { setTimeout as sleep } from "node:timers/promises";
import { io } from "socket.io-client";
import { SOCKET_OPTIONS } from "@/components/connection/socket";
import { castOfThree, draft } from "@/tests/stage/cast";
import { cookieOf, outcomeOf, postAction } from "@/tests/stage/requests";

const EVERY_MS = 500;
/** What was sent last is on its way no longer than this. */
const PATIENCE_MS = 15_000;

/** Two people who talk as people do. What goes wrong for them stands in `complaints`. */
export async function openHonestTabs(origin: string) {
  const { ana, ben, threadId } = await castOfThree();
  const [anas, bens] = await Promise.all([cookieOf(ana), cookieOf(ben)]);
  const complaints: string[] = [];
  const [sent, received]: [string[], string[]] = [[], []];
  let isOver = false;

  const socket = io(origin, { ...SOCKET_OPTIONS, forceNew: true, extraHeaders: { origin, cookie: bens } });
  socket.on("message:created", ({ body }: { body: string }) => received.push(body));
  socket.on("disconnect", (reason) => isOver || complaints.push(`the socket was closed: ${reason}`));
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve).once("connect_error", reject).connect();
  });
  await socket.emitWithAck("sync", { viewerId: ben.id, threads: [] });
  const talk = talking();

  async function talking(): Promise<void> {
    while (!isOver) {
      await say(`noodles ${sent.length + 1}`).catch((error) => complaints.push(String(error)));
      await look().catch((error) => complaints.push(String(error)));
      await sleep(EVERY_MS);
    }
  }

  async function say(body: string): Promise<void> {
    const input = { viewerId: ana.id, threadId, drafts: [draft(body)] };
    const outcome = await outcomeOf(await postAction(origin, "sendMessages", input, { origin, cookie: anas }));
    const [message] = outcome.ok && Array.isArray(outcome.value) ? outcome.value : [outcome];
    if (message?.ok) sent.push(body);
    else complaints.push(`a message was refused: ${JSON.stringify(outcome)}`);
  }

  async function look(): Promise<void> {
    const page = await fetch(`${origin}/t/${threadId}`, { headers: { cookie: bens } });
    const text = await page.text();
    const last = sent.at(-1);
    if (page.status !== 200 || (last && !text.includes(last)))
      complaints.push(`a page was answered with ${page.status}`);
  }

  return {
    complaints,
    /** Ends the talk; answers how many messages were sent, after the last has come or should have. */
    async close(): Promise<number> {
      isOver = true;
      await talk;
      const until = performance.now() + PATIENCE_MS;
      while (received.length < sent.length && performance.now() < until) await sleep(20);
      if (received.join() !== sent.join()) {
        complaints.push(`of ${sent.length} messages ${received.length} were pushed, or not in their order`);
      }
      socket.disconnect();
      return sent.length;
    },
  };
}
