// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { Dialog } from "./dialog";

afterEach(cleanup);

test("a dialog that is only read has the focus itself, and not its button that closes it", () => {
  open(<p>first</p>);
  expect(document.activeElement).toBe(screen.getByRole("dialog", { name: "Edits" }));
});

test("a dialog begins at what says so", () => {
  open(
    <button type="button" data-begins>
      Cancel
    </button>,
  );
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Cancel" }));
});

function open(content: ReactNode) {
  render(
    <Dialog title="Edits" onClose={vi.fn()}>
      {content}
    </Dialog>,
  );
}
