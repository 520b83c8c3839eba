import { once } from "node:events";
import { type AddressInfo, connect } from "node:net";
import { createServer } from "node:tls";
import { selfSigned } from "./certificate";

/** Ends TLS before a server on this machine, as a proxy in front of Parley does. Whatever it is, it passes on unread. */
export async function openTlsProxy(name: string, behind: number): Promise<{ port: number; close: () => void }> {
  const proxy = createServer(selfSigned(name), (stream) => {
    const inside = connect(behind, "127.0.0.1");
    // Whichever end goes takes the other one with it.
    stream.on("error", () => {}).on("close", () => inside.destroy());
    inside.on("error", () => {}).on("close", () => stream.destroy());
    stream.pipe(inside).pipe(stream);
  });
  await once(proxy.listen(0, "127.0.0.1"), "listening");
  return { port: (proxy.address() as AddressInfo).port, close: () => proxy.close() };
}
