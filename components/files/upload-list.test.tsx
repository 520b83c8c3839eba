// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { THREAD_ID } from "@/tests/stage/props";
import type { Upload } from "./upload";
import { UploadList } from "./upload-list";

afterEach(cleanup);

function show(given: Partial<Upload> & { type?: string }): void {
  const { type = "image/webp", ...state } = given;
  const content = new File(["noodles"], "photo");
  const file = { id: "one", name: "photo", size: 7, type, width: null, height: null, thumbhash: null };
  const upload: Upload = {
    ...{ id: "one", threadId: THREAD_ID, content, chosenAt: 1, received: 7, state: "whole", code: null, file },
    ...state,
  };
  render(<UploadList uploads={[upload]} onRetry={vi.fn()} onRemove={vi.fn()} />);
}

test("a picture or film that goes as it came says that it may tell where it was taken", () => {
  for (const type of ["image/heic", "video/mp4"]) {
    show({ type });
    expect(screen.getByText("7 bytes, may tell where it was taken")).toBeDefined();
    cleanup();
  }
  for (const type of ["image/webp", "application/pdf"]) {
    show({ type });
    expect(screen.getByText("7 bytes")).toBeDefined();
    cleanup();
  }
});

test("it says how far a file is, and why one cannot be sent", () => {
  show({ state: "sending", received: 3, file: null });
  expect(screen.getByText("42% of 7 bytes")).toBeDefined();
  expect(screen.queryByRole("alert")).toBeNull();
  expect(screen.getByRole("progressbar", { name: "Sending photo" })).toBeDefined();
  cleanup();
  show({ state: "failed", code: "quota-exceeded", file: null });
  expect(screen.getByRole("alert").textContent).toMatch(/no room left/);
  expect(screen.getByRole("button", { name: "Retry photo" })).toBeDefined();
});

test("an image that this device cannot draw is shown as a file", async () => {
  show({ content: new File(["noodles"], "photo", { type: "image/heic" }) });
  const preview = await waitFor(() => document.querySelector("img") ?? Promise.reject(new Error("There is none.")));
  fireEvent.error(preview);
  expect(document.querySelector("img")).toBeNull();
});
