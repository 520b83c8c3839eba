import { EventEmitter } from "node:events";
import { expect, test, vi } from "vitest";
import { keepConnected } from "./reconnecting";
import type { TabSocket } from "./socket";

/** A socket that tries when it is told to, and says nothing of how it went until the test does. */
function rehearse() {
  const events = new EventEmitter();
  const connect = vi.fn();
  const signals = new EventEmitter();
  const off = () => events.removeAllListeners();
  const socket = Object.assign(events, { connected: false, connect, disconnect: () => {}, off });
  const states: string[] = [];
  const reconnecting = keepConnected(
    socket as unknown as TabSocket,
    (signal, listener) => {
      signals.on(signal, listener);
      return () => signals.off(signal, listener);
    },
    ({ state }) => states.push(state),
  );
  return { events, signals, connect, states, ...reconnecting };
}

test("while a try is under way no second one is begun, whatever asks for it", () => {
  const { events, connect, states, retryNow, stop } = rehearse();
  retryNow();
  retryNow();
  expect(connect).toHaveBeenCalledOnce();

  events.emit("connect_error", new Error("refused"));
  retryNow();
  expect(connect).toHaveBeenCalledTimes(2);
  events.emit("connect");
  events.emit("disconnect");
  retryNow();
  expect(connect).toHaveBeenCalledTimes(3);
  expect(states).toEqual(["connecting", "offline", "connecting", "connected", "offline", "connecting"]);
  stop();
});

test("a tab that the server refused for a time comes back after it, and not before", () => {
  vi.useFakeTimers();
  const { events, connect, stop } = rehearse();
  events.emit("connect_error", Object.assign(new Error("too-fast"), { data: { after: 60_000 } }));
  vi.advanceTimersByTime(59_999);
  expect(connect).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(1);
  expect(connect).toHaveBeenCalledTimes(2);

  events.emit("connect_error", new Error("refused"));
  vi.advanceTimersByTime(2_000);
  expect(connect).toHaveBeenCalledTimes(3);
  stop();
  vi.useRealTimers();
});

test("a try that the loss of the network ends is over, and the network's return begins the next one", () => {
  const { signals, connect, states, stop } = rehearse();
  signals.emit("offline");
  signals.emit("online");
  expect([states, connect.mock.calls.length]).toEqual([["connecting", "offline", "connecting"], 2]);
  stop();
});
