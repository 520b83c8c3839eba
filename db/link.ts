import { connect, type Socket } from "node:net";

/** Where postgres.js wants to go: several hosts when the connection string names several. */
type Target = { host: string[]; port: number[]; path: string | false };

/** The pool closes a connection that was idle for this long. */
export const IDLE_SECONDS = 3;
/** The server ends every statement, and every transaction that does nothing, after this. */
export const STATEMENT_SECONDS = 5;
/** More than a connection in order can be silent: idle, and then on a statement until the server ends that. */
const SILENT_SECONDS = IDLE_SECONDS + STATEMENT_SECONDS + 1;

let attempts = 0;

/**
 * A connection for postgres.js 3.4.9, without the faults of its own ones, each of which would stop a pool or a part of it
 * for minutes or for ever; db/link.test.ts shows them. It is given out before it is connected: what is thrown here
 * instead of emitted costs the pool a place for good.
 */
export function openLink(target: Target): Socket {
  const { host, port } = hostsOf(target);
  const { path } = target;
  const place = attempts++ % host.length;
  const link = path ? connect(path) : connect(port[place] ?? 5432, host[place]);
  tellErrorWithClose(link);
  cutWhenSilent(link);
  cutWhenUnclean(link);
  // A proxy without its server hangs up before a word, and postgres.js would call again at once, without end.
  link.once("end", () => link.destroy(lost("The database hung up.")));
  // postgres.js takes the name for TLS from here.
  return Object.assign(link, { host: host[place] });
}

const hosts = new WeakMap<Target, { host: string[]; port: number[] }>();

/**
 * All hosts of a connection string. postgres.js is left with one of them: while it knows of a next one it tells nobody
 * that a connection has failed, and tries again at once, without end.
 */
function hostsOf(target: Target): { host: string[]; port: number[] } {
  const known = hosts.get(target) ?? { host: target.host, port: target.port };
  hosts.set(target, known);
  target.host = known.host.slice(0, 1);
  return known;
}

/** Between an error and the close after it, postgres.js would still send questions, and not see that they are lost. */
function tellErrorWithClose(link: Socket): void {
  const emit = link.emit.bind(link);
  let error: unknown;
  link.emit = (event: string, ...rest: unknown[]) => {
    if (event === "error") {
      [error] = rest;
      return true;
    }
    if (event === "close" && error && link.listenerCount("error") > 0) emit("error", error);
    return emit(event, ...rest);
  };
}

/**
 * A link that a router has forgotten, or of a server that was paused, says nothing for a quarter of an hour, and all
 * that while it would keep its place in the pool. Counted in ticks: a process that slept has not listened.
 */
function cutWhenSilent(link: Socket): void {
  let heard = 0;
  let ticks = 0;
  const clock = setInterval(() => {
    // Over TLS postgres.js takes every listener of the socket away, so its close is not heard.
    if (link.destroyed) return clearInterval(clock);
    ticks = link.bytesRead === heard ? ticks + 1 : 0;
    heard = link.bytesRead;
    if (ticks >= SILENT_SECONDS) link.destroy(lost("The database has said nothing for too long."));
  }, 1_000).unref();
}

/**
 * When a connection ends at the wrong moment, postgres.js keeps what it was about to write, with a timer that will never
 * fire: on its next connection it says nothing, or the old and the new in one. A connection begins with one message,
 * which begins with its length. Cut without an error, postgres.js connects again, and is clean after a few times.
 */
function cutWhenUnclean(link: Socket): void {
  const { write } = link;
  link.write = (...args: unknown[]) => {
    const [bytes] = args;
    link.write = write;
    if (Buffer.isBuffer(bytes) && bytes.readUInt32BE(0) === bytes.length) return Reflect.apply(write, link, args);
    link.destroy();
    return false;
  };
  link.once("connect", () => setImmediate(() => link.bytesWritten === 0 && link.destroy()));
}

function lost(message: string): Error {
  return Object.assign(new Error(message), { code: "ECONNRESET" });
}
