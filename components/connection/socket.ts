import { io, type Socket } from "socket.io-client";
import type { ClientToServerEvents, ServerToClientEvents } from "@/lib/wire/events";

export type TabSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** This tab's socket. The session's cookie says whose it is; when to try again is decided in `reconnecting.ts`. */
export function openSocket(): TabSocket {
  return io({ autoConnect: false, reconnection: false, transports: ["websocket"], addTrailingSlash: false });
}
