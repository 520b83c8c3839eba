// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Connection } from "./connection";
import { ConnectionStatus } from "./connection-status";
import { useConnection } from "./use-connection";

vi.mock("./use-connection", () => ({ useConnection: vi.fn() }));

afterEach(cleanup);

test.each<[Connection, string, string | null]>([
  [{ state: "connected" }, "Connected", null],
  [{ state: "connecting" }, "Connecting…", null],
  [{ state: "offline", retryAt: Date.now() + 60_000 }, "Offline. Trying again in 60 s", "Try now"],
  [{ state: "gave-up" }, "Disconnected", "Reconnect"],
])("%o is told as %s", async (connection, words, remedy) => {
  const retryNow = showConnection(connection);
  expect(screen.getByRole("status", { name: "Connection" }).textContent).toBe(words);
  if (remedy) await userEvent.click(screen.getByRole("button", { name: remedy }));
  expect(screen.queryAllByRole("button")).toHaveLength(remedy ? 1 : 0);
  expect(retryNow).toHaveBeenCalledTimes(remedy ? 1 : 0);
});

test("the seconds are counted for the eye and not spoken one by one", () => {
  showConnection({ state: "offline", retryAt: Date.now() + 4000 });
  expect(screen.getByText(/Trying again in/).getAttribute("aria-live")).toBe("off");
});

function showConnection(connection: Connection) {
  const retryNow = vi.fn();
  vi.mocked(useConnection).mockReturnValue({ ...connection, retryNow });
  render(<ConnectionStatus />);
  return retryNow;
}
