import { once } from "node:events";
import { createServer } from "node:net";

/** A port on which nobody listens just now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("There is no port to be had.");
  return address.port;
}
