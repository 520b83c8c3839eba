import type { Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import { log, logFault } from "@/lib/log";
import { metrics } from "@/lib/metrics";
import { keepLastSeen } from "@/lib/presence";
import { moveReadPosition } from "@/lib/read-positions";
import { type Announcement, announce, setAnnouncer } from "@/lib/realtime";
import { Refusal } from "@/lib/refusal";
import { currentRequest, inRequest } from "@/lib/request";
import { beginTrace, currentPlace, inSpan } from "@/lib/tracing";
import { presenceRoom } from "@/lib/wire/events";
import { admitSockets } from "./admission";
import { openBus, type Passage } from "./bus";
import { watchEvents } from "./events";
import { allowHandshake, ownerOf } from "./handshake";
import type { LiveServer } from "./live";
import { deliverReceipts, deliverTyping } from "./passing";
import { createPresenceBook } from "./presence";
import { createProgressWrites } from "./progress";
import { createRooms } from "./rooms";
import { cutWhenSlow } from "./slow-reader";
import { serveSocket } from "./socket";
import { startSweep } from "./sweep";

export const SOCKETS_PATH = "/socket.io";
/** A frame of a tab holds at most the 50 threads of a `sync`. */
const FRAME_BYTES = 64 * 1024;

/** When a hundred tabs have to come back, they do so within this; fewer are quicker. */
const RETURN_MS = 10_000;
const RETURN_MS_PER_TAB = 100;

export type Sockets = { io: LiveServer; ready: Promise<void>; close: () => Promise<void> };

/** Opens the door over sockets on the server, and the way of announcements to it. */
export function attachSockets(http: HttpServer, redisUrl?: string): Sockets {
  const io: LiveServer = new Server(http, {
    path: SOCKETS_PATH,
    addTrailingSlash: false,
    serveClient: false,
    transports: ["websocket"],
    maxHttpBufferSize: FRAME_BYTES,
    allowRequest: (request, allow) => {
      allowHandshake(request).then(
        (isAllowed) => allow(isAllowed ? null : "signed-out", isAllowed),
        (error) => {
          if (!(error instanceof Refusal)) logFault("handshake", error);
          allow(error instanceof Refusal ? error.code : "unavailable", false);
        },
      );
    },
  });
  admitSockets(io);
  const rooms = createRooms(io);
  const progress = createProgressWrites(moveReadPosition);
  const presence = createPresenceBook({
    tell: (one) => io.local.to(presenceRoom(one.personId)).emit("presence", one),
    announce,
    keepLastSeen,
  });
  const door = { rooms, progress, presence };

  function deliver(announcement: Announcement): Promise<void> {
    switch (announcement.type) {
      case "presence":
        presence.hearNode(announcement);
        return Promise.resolve();
      case "typing":
        return deliverTyping(rooms, announcement);
      case "thread:receipts":
        return deliverReceipts(rooms, announcement);
      case "preferences:changed":
        if (announcement.preferences.presenceOn) presence.show(announcement.userId);
        else presence.hide(announcement.userId);
        return rooms.deliver(announcement);
      default:
        return rooms.deliver(announcement);
    }
  }

  /** In the request in which it was announced. */
  function push({ announcement, announcedAt }: Passage): Promise<void> {
    const details = detailsOf(announcement);
    const pushed = () => {
      log.debug("pushed", details);
      if (announcement.type === "message:created") {
        metrics().commitToPushSeconds.observe(Math.max(0, Date.now() - announcedAt) / 1_000);
      }
    };
    return deliver(announcement).then(pushed, (error) => logFault("delivery", error, details));
  }

  /** What another node has announced, in the request and the trace in which it did. */
  function hear(passage: Passage): void {
    const { announcement, requestId, trace } = passage;
    const details = { "parley.event": announcement.type, ...(requestId && { "parley.request_id": requestId }) };
    const begin = () => void (trace ? beginTrace("push", details, () => push(passage), trace) : push(passage));
    if (requestId) inRequest({ id: requestId }, begin);
    else begin();
  }

  io.on("connection", (socket) => {
    const viewer = ownerOf(socket.request);
    if (!viewer) return socket.disconnect(true);
    socket.data.viewer = viewer;
    watchEvents(socket);
    cutWhenSlow(socket);
    serveSocket(socket, door);
  });
  const bus = openBus(redisUrl, hear);
  setAnnouncer((announcement) => {
    const details = { "parley.event": announcement.type };
    inSpan("announce", details, () => {
      const requestId = currentRequest()?.id;
      const trace = currentPlace();
      const passage = {
        announcement,
        announcedAt: Date.now(),
        ...(requestId && { requestId }),
        ...(trace && { trace }),
      };
      bus.publish(passage);
      void inSpan("push", details, () => push(passage));
    });
  });
  const endSweep = startSweep(rooms);

  /** What tabs told last is written before the database goes. */
  async function close(): Promise<void> {
    endSweep();
    sendAway(io);
    await progress.flush().catch((error) => logFault("the last positions", error));
    await presence.close().catch((error) => logFault("last seen", error));
    bus.close();
  }
  return { io, ready: bus.ready, close };
}

/** What a line may say of what was announced. */
function detailsOf(announcement: Announcement) {
  const { type: event } = announcement;
  if (!("threadId" in announcement)) return { event };
  const { rev } = "message" in announcement ? announcement.message : announcement;
  return { event, threadId: announcement.threadId, rev };
}

/** Tells each tab when to come back, each at another moment, and closes its socket. */
function sendAway(io: LiveServer): void {
  const within = Math.min(RETURN_MS, io.sockets.sockets.size * RETURN_MS_PER_TAB);
  for (const socket of io.sockets.sockets.values()) {
    socket.emit("server:draining", { after: Math.round(Math.random() * within) });
  }
  io.disconnectSockets(true);
  // Whoever was let in and never said hello is in no room.
  io.engine.close();
}
