import { io, type Socket } from "socket.io-client";
import type { ClientToServerEvents, ServerToClientEvents } from "@/lib/wire/events";

export type TabSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** A server that has not answered within this, in milliseconds, is not going to: another try may reach another one. */
const CONNECT_MS = 10_000;

/** When to try again is decided in `reconnecting.ts`. */
export const SOCKET_OPTIONS = {
  autoConnect: false,
  reconnection: false,
  transports: ["websocket"],
  addTrailingSlash: false,
  timeout: CONNECT_MS,
};

/** This tab's socket. The session's cookie says whose it is. */
export function openSocket(): TabSocket {
  return io(SOCKET_OPTIONS);
}
