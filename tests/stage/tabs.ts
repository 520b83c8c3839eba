import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterAll, beforeAll } from "vitest";
import { SOCKET_OPTIONS } from "@/components/connection/socket";
import { processWide } from "@/db/process-wide";
import { setAnnouncer } from "@/lib/realtime";
import type { Viewer } from "@/lib/sessions";
import type { ClientToServerEvents, ServerToClientEvents } from "@/lib/wire/events";
import { attachSockets, type Sockets } from "@/server/sockets";
import { cookieOf } from "./requests";

export type TestTab = Socket<ServerToClientEvents, ClientToServerEvents> & {
  seen: [event: string, argument: unknown][];
};

/** The names of the events that a tab has heard, in their order. */
export const eventsOf = ({ seen }: Pick<TestTab, "seen">): string[] => seen.map(([event]) => event);

/** A real server for sockets on a port of its own, for the tests of one file. It announces from then on. */
export function serveSockets() {
  const http = createServer();
  let origin = "";
  const tabs: TestTab[] = [];
  let sockets: Sockets;

  beforeAll(async () => {
    sockets = attachSockets(http);
    await once(http.listen(0, "127.0.0.1"), "listening");
    origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    return async () => {
      for (const tab of tabs) tab.disconnect();
      await sockets.close();
    };
  });
  afterAll(async () => {
    http.closeAllConnections();
    http.close();
  });

  async function connectWith(headers: Record<string, string>): Promise<TestTab> {
    const tab = await connectTab(origin, headers);
    tabs.push(tab);
    return tab;
  }

  return {
    origin: () => origin,
    close: () => sockets.close(),
    /** How many sockets of a person the server holds. */
    socketsOf: ({ id }: Viewer) =>
      [...sockets.io.sockets.sockets.values()].filter(({ data }) => data.viewer.id === id).length,
    /** The events of ours that a socket which is connected may send. */
    eventsHeard(): string[] {
      const [socket] = sockets.io.sockets.sockets.values();
      const names = socket?.eventNames().filter((name) => !["disconnect", "error"].includes(String(name))) ?? [];
      return names.map(String).sort();
    },
    connectWith,
    /** A tab that is signed in, connected, and in the rooms of its threads. */
    async openTab(viewer: Viewer): Promise<TestTab> {
      const tab = await openTab(origin, viewer);
      tabs.push(tab);
      return tab;
    },
  };
}

/** A socket under these headers, connected or refused. */
async function connectTab(origin: string, extraHeaders: Record<string, string>): Promise<TestTab> {
  const options = { ...SOCKET_OPTIONS, autoConnect: true, forceNew: true, extraHeaders };
  const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(origin, options);
  const tab = Object.assign(socket, { seen: [] as TestTab["seen"] });
  tab.onAny((event, argument) => tab.seen.push([event, argument]));
  await new Promise<void>((resolve, reject) => tab.once("connect", resolve).once("connect_error", reject));
  return tab;
}

/** A tab of a server that is signed in, connected, and in the rooms of its threads. */
export async function openTab(origin: string, viewer: Viewer): Promise<TestTab> {
  const tab = await connectTab(origin, { origin, cookie: await cookieOf(viewer) });
  const outcome = await sync(tab, viewer);
  if (!outcome.ok) throw new Error(`The sync was refused: ${outcome.code}`);
  return tab;
}

/** What is changed in the meantime is committed, and nobody is told: as if the process had died in between. */
export async function whileSilent<Value>(change: () => Promise<Value>): Promise<Value> {
  const realtime = processWide<Parameters<typeof setAnnouncer>[0]>("realtime");
  const announcer = realtime.get();
  setAnnouncer(() => {});
  try {
    return await change();
  } finally {
    setAnnouncer(announcer);
  }
}

/** A round trip: when it is done, everything that was on its way to the tab has come. */
export function sync(tab: TestTab, viewer: Viewer, threads: { id: string; rev: number }[] = []) {
  return tab.timeout(5000).emitWithAck("sync", { viewerId: viewer.id, threads });
}

/** The next of these events on the tab. */
export function next<Event extends keyof ServerToClientEvents>(tab: TestTab, event: Event) {
  return new Promise<Parameters<ServerToClientEvents[Event]>[0]>((resolve) => {
    tab.once(event as string as "session:ended", ((argument: never) => resolve(argument)) as () => void);
  });
}
