import type { DefaultEventsMap, Server, Socket } from "socket.io";
import type { Viewer } from "@/lib/sessions";
import type { ClientToServerEvents, ServerToClientEvents } from "@/lib/wire/events";

type SocketOwner = { viewer: Viewer };

export type LiveServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketOwner>;
export type LiveSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketOwner>;
