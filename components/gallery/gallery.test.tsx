// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { Message } from "@/lib/wire/messages";
import { messageAt } from "@/tests/stage/props";
import { Gallery, useOpenImage } from "./gallery";
import { imagesOf } from "./gallery-image";

vi.mock("@/components/people/blocked", () => ({ useBlockedIds: () => [] }));
vi.mock("./lightbox", () => ({
  Lightbox: ({ image, place }: { image: { file: { name: string } }; place: string }) => (
    <p role="dialog">{`${image.file.name}, ${place}`}</p>
  ),
}));
afterEach(cleanup);

const imageOf = (id: string) => ({
  ...{ id, name: id, size: 1, type: "image/webp", width: 1, height: 1, thumbhash: null },
});
const one = messageAt(1, { files: [imageOf("one")] });
const two = messageAt(2, { files: [imageOf("two")] });
const gone = (message: Message): Message => ({ ...message, isDeleted: true, files: [] });
const gathered = imagesOf([one, two], []);

function Links() {
  return (
    <>
      <button type="button" onClick={useOpenImage("one")}>
        in the log
      </button>
      <button type="button" onClick={useOpenImage("one", gathered)}>
        in the details
      </button>
    </>
  );
}

const scene = (...messages: Message[]) => (
  <Gallery messages={messages} isGroup={false}>
    <Links />
  </Gallery>
);

async function open(name: string) {
  const { rerender } = render(scene(one, two));
  fireEvent.click(screen.getByRole("button", { name }));
  await waitFor(() => expect(screen.getByRole("dialog").textContent).toBe("one, 1 of 2"), { timeout: 30_000 });
  return rerender;
}

test("of what was gathered before, what is deleted meanwhile is gone through no longer", async () => {
  const rerender = await open("in the details");
  rerender(scene(one, gone(two)));
  expect(screen.getByRole("dialog").textContent).toBe("one, 1 of 1");
  rerender(scene(gone(one), gone(two)));
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("an image that has left the log does not open by itself when it is back", async () => {
  const rerender = await open("in the log");
  rerender(scene(two));
  expect(screen.queryByRole("dialog")).toBeNull();
  rerender(scene(one, two));
  expect(screen.queryByRole("dialog")).toBeNull();
});
