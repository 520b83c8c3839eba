import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import postgres from "postgres";

/** A network to a database that can be made to swallow bytes and to break. */
export type Link = Awaited<ReturnType<typeof openLink>>;

export async function openLink(target: string) {
  let { path, host, port } = postgres(target).options;
  const pairs = new Map<Socket, Socket>();
  let isPaused = false;
  let isRefusing = false;

  const server = createServer((near) => {
    if (isRefusing) return near.resume().end();
    const far = path ? connect(path) : connect(port[0] ?? 5432, host[0]);
    pairs.set(near, far);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on("error", () => {});
      from.on("close", () => to.destroy());
      from.on("data", (bytes) => to.write(bytes));
      if (isPaused) from.pause();
    }
    near.on("close", () => pairs.delete(near));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");

  const ends = () => [...pairs].flat();
  const address = new URL(target.replace(/@[^/]*/, `@127.0.0.1:${(server.address() as AddressInfo).port}`));

  return {
    /** The target's connection string, over this link. */
    url: address.href,
    /** New connections go to another server. */
    turnTo(other: string): void {
      ({ path, host, port } = postgres(other).options);
    },
    /** From now on what either side says does not arrive, on old connections and on new ones. */
    pause(): void {
      isPaused = true;
      for (const end of ends()) end.pause();
    },
    /** What was said meanwhile arrives. */
    resume(): void {
      isPaused = false;
      for (const end of ends()) end.resume();
    },
    /** New connections work again; those of before stay silent for ever, as behind a router that has forgotten them. */
    forget(): void {
      isPaused = false;
    },
    /** Hangs up on new connections at once, as a proxy does that has lost its server, or no longer does. */
    refuse(isSo: boolean): void {
      isRefusing = isSo;
    },
    /** Cuts every connection. */
    drop(): void {
      for (const end of ends()) end.destroy();
    },
    close(): void {
      for (const end of ends()) end.destroy();
      server.close();
    },
  };
}
