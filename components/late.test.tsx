// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { renderForAna } from "@/tests/stage/scene";
import { type Late, late, useLate } from "./late";

afterEach(cleanup);

const Hello = ({ to }: { to: string }) => <p>Hello, {to}</p>;

test("its code is asked for when it is wanted, once, and is there at once the next time", async () => {
  const load = vi.fn(async () => Hello);
  const part = late(load);
  const { rerender } = renderForAna(<Scene part={part} isWanted={false} />);
  expect(load).not.toHaveBeenCalled();
  rerender(<Scene part={part} isWanted />);
  expect(await screen.findByText("Hello, Ana")).toBeTruthy();
  cleanup();
  renderForAna(<Scene part={part} isWanted />);
  expect(screen.getByText("Hello, Ana")).toBeTruthy();
  expect(load).toHaveBeenCalledOnce();
});

test("what cannot be loaded is told, and asked for anew", async () => {
  const load = vi.fn(async () => Hello).mockRejectedValueOnce(new Error("no such chunk"));
  const part = late(load);
  const onFail = vi.fn();
  const { rerender } = renderForAna(<Scene part={part} isWanted onFail={onFail} />);
  await waitFor(() => expect(onFail).toHaveBeenCalledOnce());
  rerender(<Scene part={part} isWanted={false} />);
  rerender(<Scene part={part} isWanted />);
  expect(await screen.findByText("Hello, Ana")).toBeTruthy();
});

type SceneProps = { part: Late<{ to: string }>; isWanted: boolean; onFail?: () => void };

function Scene({ part, isWanted, onFail = () => {} }: SceneProps) {
  const Part = useLate(part, isWanted, onFail);
  return isWanted && Part ? <Part to="Ana" /> : null;
}
