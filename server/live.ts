import type { DefaultEventsMap, Server, Socket } from "socket.io";
import type { Viewer } from "@/lib/sessions";
import type { ClientToServerEvents, ServerToClientEvents } from "@/lib/wire/events";
import type { Preferences } from "@/lib/wire/preferences";

/** Whose socket it is, and what they want to tell and to be told, as of when it was last asked. */
type SocketOwner = {
  viewer: Viewer;
  preferences: Preferences;
  /** Between whom and them there is a block: neither is told of the other. */
  estranged: ReadonlySet<string>;
  /** How long, in seconds, the oldest draft of the tab had waited when it last asked what it missed. It may say anything. */
  oldestDraftSeconds?: number;
};

export type LiveServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketOwner>;
export type LiveSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketOwner>;
