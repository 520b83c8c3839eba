import { EventEmitter, once } from "node:events";
import { connect, createServer, type NetConnectOpts, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";

/** What a link does to the bytes that pass it, in both directions unless it says otherwise. */
export type Weather = {
  /** Nothing passes, and nobody is told. */
  isPaused: boolean;
  /** New connections are hung up on, as by a proxy that has lost its server. */
  isRefusing: boolean;
  /** How much longer each piece takes, in milliseconds; pieces keep their order. */
  delay: number;
  /** Bytes a second from the far end to the near one; null: as fast as it goes. */
  rate: number | null;
  /** Bytes from the near end that each connection lets pass, behind which it holds up the rest; null: all of them. */
  most: number | null;
};

const FAIR: Weather = { isPaused: false, isRefusing: false, delay: 0, rate: null, most: null };

type Pair = { near: Socket; far: Socket; isForgotten: boolean; sent: number };

export type Link = Awaited<ReturnType<typeof openLink>>;

/** A way over TCP that can be cut, held up and slowed down; each connection leads to where `findTarget` says then. */
export async function openLink(findTarget: () => NetConnectOpts) {
  let weather = FAIR;
  const changes = new EventEmitter().setMaxListeners(0);
  const pairs = new Set<Pair>();
  const server = createServer({ allowHalfOpen: true }, (near) => {
    if (weather.isRefusing) return void near.resume().end();
    const pair = { near, far: connect({ ...findTarget(), allowHalfOpen: true }), isForgotten: false, sent: 0 };
    pairs.add(pair);
    near.on("close", () => pairs.delete(pair));
    join(near, pair.far);
    join(pair.far, near);
    pass(near, pair.far, async (bytes) => {
      pair.sent += bytes;
      while (weather.most !== null && pair.sent > weather.most) await once(changes, "change");
      await passage(pair, bytes, null);
    });
    pass(pair.far, near, (bytes) => passage(pair, bytes, weather.rate));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The link has no port.");

  /** Waits as long as so many bytes need in the weather of the moment. */
  async function passage(pair: Pair, bytes: number, rate: number | null): Promise<void> {
    if (weather.delay > 0) await sleep(weather.delay);
    while (weather.isPaused || pair.isForgotten) await once(changes, "change");
    if (rate !== null) await Promise.race([sleep((1000 * bytes) / rate), once(changes, "change")]);
  }

  /** Without an argument the weather is fair again. */
  function set(next: Partial<Weather> = {}): void {
    weather = { ...FAIR, ...next };
    changes.emit("change");
  }

  /** Resets every connection; new ones may come. */
  function cut(): void {
    for (const { near, far } of pairs) for (const end of [near, far]) reset(end);
  }

  return {
    port: address.port,
    set,
    cut,
    /** Says goodbye to the near end of each connection only, as some proxies do; the other way stays open. */
    halfClose(): void {
      for (const { near } of pairs) near.end();
    },
    /** The weather is fair, but not for the connections there are: as behind a router that has forgotten them. */
    forget(): void {
      for (const pair of pairs) pair.isForgotten = true;
      set();
    },
    close(): void {
      server.close();
      cut();
    },
  };
}

export type DatabaseLink = Awaited<ReturnType<typeof openDatabaseLink>>;

/** A link to a PostgreSQL: its `url` is that of the server, over the link. */
export async function openDatabaseLink(target: string) {
  let place = placeOf(target);
  const link = await openLink(() => place);
  return {
    ...link,
    url: target.replace(/@[^/]*/, `@127.0.0.1:${link.port}`),
    /** New connections go to another server. */
    turnTo(other: string): void {
      place = placeOf(other);
    },
  };
}

function placeOf(url: string): NetConnectOpts {
  const { path, host, port } = postgres(url).options;
  return path ? { path } : { host: host[0] ?? "", port: port[0] ?? 5432 };
}

/** Neither end outlives the other one. */
function join(one: Socket, other: Socket): void {
  one.setNoDelay(true);
  one.on("error", () => reset(other));
  one.on("close", () => other.destroy());
}

/** Passes on what comes, one piece after the other, each when its time has come. */
function pass(from: Socket, to: Socket, passage: (bytes: number) => Promise<void>): void {
  let last = Promise.resolve();
  from.on("data", (piece: Buffer) => {
    from.pause();
    last = last.then(async () => {
      await passage(piece.length);
      if (to.writable && !to.write(piece)) await drained(to);
      from.resume();
    });
  });
  from.on("end", () => {
    last = last.then(() => void to.end());
  });
}

/** Waits until there is room for more, or nobody to get it. */
async function drained(to: Socket): Promise<void> {
  const waiting = new AbortController();
  const { signal } = waiting;
  await Promise.race([once(to, "drain", { signal }), once(to, "close", { signal })]).catch(() => {});
  waiting.abort();
}

/** Only connections over TCP can be reset. */
function reset(end: Socket): void {
  if (end.remoteFamily) end.resetAndDestroy();
  else end.destroy();
}
