import type { IncomingMessage } from "node:http";
import { type BlockList, isIP } from "node:net";
import { readEnvironment } from "@/lib/environment";
import { isIn, proxiesOf } from "@/lib/proxies";

let trusted: BlockList | null | undefined;

/**
 * Where a request comes from. What somebody else says of that counts only if they are one of the proxies that
 * `TRUSTED_PROXIES` names: each of them has added to the right of `X-Forwarded-For` who spoke to it, so from the right the
 * first who is none of them is who it was. What stands further left anybody may have written.
 */
export function addressOf(request: IncomingMessage, proxies = trustedProxies()): string {
  const peer = request.socket.remoteAddress ?? "";
  if (!proxies) return peer;
  const said = [request.headers["x-forwarded-for"] ?? []].flat().join(",");
  const hops = said === "" ? [] : said.split(",").map(withoutPort);

  let address = peer;
  for (const hop of hops.reverse()) {
    if (!isIn(proxies, address) || isIP(hop) === 0) break;
    address = hop;
  }
  return address;
}

function trustedProxies(): BlockList | null {
  if (trusted === undefined) {
    const { TRUSTED_PROXIES } = readEnvironment();
    trusted = TRUSTED_PROXIES ? proxiesOf(TRUSTED_PROXIES) : null;
  }
  return trusted;
}

/** "192.0.2.7:4711" and "[2001:db8::7]:4711" as some proxies write it. */
function withoutPort(hop: string): string {
  const written = hop.trim();
  return /^\[([^\]]+)\](?::\d+)?$/.exec(written)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(written)?.[1] ?? written;
}
