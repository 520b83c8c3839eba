import { EventEmitter, once } from "node:events";
import { connect, createServer, type NetConnectOpts, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What a link does to the bytes that pass it, in both directions unless it says otherwise. */
export type Weather = {
  /** Nothing passes, and nobody is told. */
  isPaused: boolean;
  /** New connections are refused. */
  isRefusing: boolean;
  /** How much longer each piece takes, in milliseconds; pieces keep their order. */
  delay: number;
  /** Bytes a second from the far end to the near one; null: as fast as it goes. */
  rate: number | null;
};

const FAIR: Weather = { isPaused: false, isRefusing: false, delay: 0, rate: null };

export type Link = Awaited<ReturnType<typeof openLink>>;

/** A way over TCP that can be cut, held up and slowed down; each connection leads to where `findTarget` says then. */
export async function openLink(findTarget: () => NetConnectOpts) {
  let weather = FAIR;
  const changes = new EventEmitter().setMaxListeners(0);
  const ends = new Set<Socket>();
  const nearEnds = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (near) => {
    if (weather.isRefusing) return near.resetAndDestroy();
    const far = connect({ ...findTarget(), allowHalfOpen: true });
    nearEnds.add(near);
    join(near, far);
    pass(near, far, () => null);
    pass(far, near, () => weather.rate);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The link has no port.");

  /** Neither end outlives the other one. */
  function join(near: Socket, far: Socket): void {
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one);
      one.setNoDelay(true);
      one.on("error", () => reset(other));
      one.on("close", () => {
        ends.delete(one);
        nearEnds.delete(one);
        other.destroy();
      });
    }
  }

  /** Passes what comes, one piece after the other. */
  function pass(from: Socket, to: Socket, rateNow: () => number | null): void {
    let passage = Promise.resolve();
    from.on("data", (piece: Buffer) => {
      from.pause();
      passage = passage.then(async () => {
        await weatherFor(piece.length, rateNow);
        if (to.writable && !to.write(piece)) await Promise.race([once(to, "drain"), once(to, "close")]).catch(() => {});
        from.resume();
      });
    });
    from.on("end", () => {
      passage = passage.then(() => void to.end());
    });
  }

  async function weatherFor(bytes: number, rateNow: () => number | null): Promise<void> {
    if (weather.delay > 0) await sleep(weather.delay);
    while (weather.isPaused) await once(changes, "change");
    const rate = rateNow();
    if (rate !== null) await Promise.race([sleep((1000 * bytes) / rate), once(changes, "change")]);
  }

  /** Without an argument the weather is fair again. */
  function set(next: Partial<Weather> = {}): void {
    weather = { ...FAIR, ...next };
    changes.emit("change");
  }

  /** Resets every connection; new ones may come. */
  function cut(): void {
    for (const end of ends) reset(end);
  }

  return {
    port: address.port,
    set,
    cut,
    /** Says goodbye to the near end of each connection only, as some proxies do; the other way stays open. */
    halfClose(): void {
      for (const end of nearEnds) end.end();
    },
    close(): void {
      server.close();
      cut();
    },
  };
}

/** Only connections over TCP can be reset. */
function reset(end: Socket): void {
  if (end.remoteFamily) end.resetAndDestroy();
  else end.destroy();
}
