import type { Server as HttpServer, IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { Server } from "socket.io";
import { logFault } from "@/lib/log";
import { setAnnouncer } from "@/lib/realtime";
import { allowHandshake, ownerOf } from "./handshake";
import type { LiveServer } from "./live";
import { createRooms } from "./rooms";
import { serveSocket } from "./socket";

const PATH = "/socket.io";
/** A frame of a tab holds at most the 50 threads of a `sync`. */
const FRAME_BYTES = 64 * 1024;

/** Opens the door over sockets on the server, and the way of announcements to it. */
export function attachSockets(http: HttpServer): LiveServer {
  const io: LiveServer = new Server(http, {
    path: PATH,
    addTrailingSlash: false,
    serveClient: false,
    transports: ["websocket"],
    // Other upgrades, of hot reload in development, are not ours to end.
    destroyUpgrade: false,
    maxHttpBufferSize: FRAME_BYTES,
    allowRequest: (request, allow) => {
      allowHandshake(request).then(
        (isAllowed) => allow(isAllowed ? null : "signed-out", isAllowed),
        (error) => {
          logFault("handshake", error);
          allow("unavailable", false);
        },
      );
    },
  });
  const rooms = createRooms(io);

  io.on("connection", (socket) => {
    const viewer = ownerOf(socket.request);
    if (!viewer) return socket.disconnect(true);
    socket.data.viewer = viewer;
    serveSocket(socket, rooms);
  });
  setAnnouncer((announcement) => void rooms.deliver(announcement));
  return io;
}

/** Ends upgrades that are nobody's; those of Next's hot reload go to the listener that Next put on `next`. */
export function routeUpgrades(http: HttpServer, next: HttpServer, isDevelopment: boolean): void {
  http.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.startsWith(PATH)) return;
    if (isDevelopment && request.url?.startsWith("/_next/")) next.emit("upgrade", request, socket, head);
    else socket.destroy();
  });
}
