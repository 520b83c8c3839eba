import http from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import { isPublicAddress } from "./addresses";
import { Unreachable, Unwanted } from "./failure";
import type { Reach } from "./reach";
import { hostOf } from "./targets";

/** Says who asks, and nothing about the person who wrote the link. */
const HEADERS = {
  "User-Agent": "Parley (link preview; self-hosted messenger)",
  Accept: "text/html, image/*;q=0.9",
  "Accept-Encoding": "gzip, deflate, br",
  Connection: "close",
};

/** Bytes of an answer's headers. */
const HEADER_BYTES = 16 * 1024;

/**
 * Asks for a target (`targetOf`) at exactly the address that was looked at: the name is resolved once, each of its
 * addresses has to be public, and the connection goes to the first of them as a number, so that nothing is resolved again.
 */
export async function request(target: URL, reach: Reach, signal: AbortSignal): Promise<http.IncomingMessage> {
  const name = hostOf(target);
  const address = await publicAddressOf(name, reach, signal);
  const isSecure = target.protocol === "https:";
  const module = isSecure ? https : http;
  const asked = module.request({
    ...reach.dial(address, isSecure ? 443 : 80),
    path: `${target.pathname}${target.search}`,
    headers: { Host: target.host, ...HEADERS },
    // One connection of its own: shared agents may be told by the environment to go through a proxy.
    agent: new module.Agent({ keepAlive: false }),
    maxHeaderSize: HEADER_BYTES,
    // The certificate has to be that of the name, which is not where the connection goes.
    ...(isSecure && !isIP(name) && { servername: name }),
    signal,
  });
  return new Promise((resolve, reject) => {
    asked.on("response", resolve);
    // Whatever it asks to change to, nothing of it is read.
    asked.on("upgrade", (_answer, socket) => {
      socket.destroy();
      reject(new Unwanted("upgrade"));
    });
    asked.on("error", (error) => reject(new Unreachable(error.message)));
    asked.end();
  });
}

async function publicAddressOf(name: string, reach: Reach, signal: AbortSignal): Promise<string> {
  const addresses = isIP(name) ? [name] : await reach.resolve(name, signal);
  signal.throwIfAborted();
  const [first] = addresses;
  if (!first) throw new Unreachable("no address");
  // One that is not is enough: whoever mixes them wants something.
  if (!addresses.every((address) => isPublicAddress(address))) throw new Unwanted("not a public address");
  return first;
}
