import { waitBefore } from "./backoff";
import type { Connection } from "./connection";
import type { TabSocket } from "./socket";
import type { OnSignal } from "./surroundings";

/** After this many tries in vain only the person, or a sign that things have changed, starts the next one. */
const TRIES = 10;

export type Reconnecting = ReturnType<typeof keepConnected>;

/** Connects, and connects again whenever the connection is lost, until `stop`. */
export function keepConnected(socket: TabSocket, onSignal: OnSignal, onChange: (connection: Connection) => void) {
  let attempt = 0;
  let isTrying = false;
  let announcedWait: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    clearTimeout(timer);
    // A second try during the first would open a second connection, or spoil both.
    if (socket.connected || isTrying) return;
    isTrying = true;
    onChange({ state: "connecting" });
    socket.connect();
  }

  function wait(): void {
    isTrying = false;
    clearTimeout(timer);
    if (attempt >= TRIES) {
      onChange({ state: "gave-up" });
      return;
    }
    const milliseconds = announcedWait ?? waitBefore(attempt);
    announcedWait = undefined;
    attempt += 1;
    onChange({ state: "offline", retryAt: Date.now() + milliseconds });
    timer = setTimeout(connect, milliseconds);
  }

  function disconnect(): void {
    socket.disconnect();
    // A try that is given up says nothing of it.
    if (isTrying) wait();
  }

  function retryNow(): void {
    attempt = 0;
    connect();
  }

  function onConnect(): void {
    isTrying = false;
    attempt = 0;
    onChange({ state: "connected" });
  }

  /** One that the server refused because there are too many says for how long; of any other nothing is known. */
  function onRefused(error: Error): void {
    const after: unknown = Reflect.get(Object(Reflect.get(error, "data")), "after");
    if (typeof after === "number") announcedWait = after;
    wait();
  }

  /** The server stops, and has said when this tab should come back. */
  function onDraining({ after }: { after: number }): void {
    announcedWait = after;
  }

  socket.on("connect", onConnect);
  socket.on("connect_error", onRefused);
  socket.on("disconnect", wait);
  socket.on("server:draining", onDraining);
  const ends = [
    onSignal("online", retryNow),
    onSignal("visible", retryNow),
    // The browser knows before the connection does, which would find out by a heartbeat that does not come.
    onSignal("offline", disconnect),
  ];
  connect();

  function stop(): void {
    clearTimeout(timer);
    for (const end of ends) end();
    socket.off();
    socket.disconnect();
  }

  return { retryNow, stop };
}
