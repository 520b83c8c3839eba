import type { IncomingMessage } from "node:http";
import { parseCookie } from "cookie";
import { addressKey } from "@/lib/addresses";
import { requireWithin } from "@/lib/limiter";
import { readSessionCookie } from "@/lib/session-cookie";
import { findViewer, type Viewer } from "@/lib/sessions";
import { addressOf } from "./address";
import { isOwnOrigin } from "./origin";

const owners = new WeakMap<IncomingMessage, Viewer>();

/** Whose socket is this? Asked before the engine answers: a stranger does not even get a socket's id. */
export async function allowHandshake(request: IncomingMessage): Promise<boolean> {
  if (!isOwnOrigin(request.headers.origin, request.headers.host)) return false;

  await requireWithin("handshake", addressKey(addressOf(request)));
  const jar = parseCookie(request.headers.cookie ?? "");
  const claims = await readSessionCookie((name) => jar[name]);
  const viewer = claims && (await findViewer(claims));
  if (viewer) owners.set(request, viewer);
  return viewer !== undefined;
}

export function ownerOf(request: IncomingMessage): Viewer | undefined {
  return owners.get(request);
}
