// @vitest-environment happy-dom
import { cleanup, render } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { RenamingProvider, useTitle } from "./renaming";
import { UnreadSigns } from "./unread-signs";

beforeEach(() => {
  document.head.innerHTML = '<title>Ben · Parley</title><link rel="icon" href="/icon.svg?1">';
});
afterEach(cleanup);

const icon = () => document.querySelector("link[rel=icon]")?.getAttribute("href");

test("what is unread is told by the title and the icon, and no more when it is read", () => {
  const { rerender } = render(<UnreadSigns count={3} />);
  expect([document.title, icon()]).toEqual(["(3) Ben · Parley", "/icon-unread.svg"]);
  rerender(<UnreadSigns count={1} />);
  expect(document.title).toBe("(1) Ben · Parley");
  rerender(<UnreadSigns count={0} />);
  expect([document.title, icon()]).toEqual(["Ben · Parley", "/icon.svg?1"]);
});

test("the title of another page is told with it too, and a name that looks like a number keeps it", async () => {
  const { rerender } = render(<UnreadSigns count={3} />);
  document.title = "(2) Team · Parley";
  await vi.waitFor(() => expect(document.title).toBe("(3) (2) Team · Parley"));
  rerender(<UnreadSigns count={0} />);
  expect(document.title).toBe("(2) Team · Parley");
});

test("a conversation that is called otherwise by now is so in the title, also when the page's own is written again", async () => {
  const scene = (now: string) => (
    <RenamingProvider>
      <UnreadSigns count={3} />
      <Page now={now} />
    </RenamingProvider>
  );
  const { rerender } = render(scene("Ben"));
  expect(document.title).toBe("(3) Ben · Parley");
  rerender(scene("Benedict  the\tElder"));
  expect(document.title).toBe("(3) Benedict the Elder · Parley");
  rerender(scene("(3) Benno"));
  expect(document.title).toBe("(3) (3) Benno · Parley");

  document.title = "Ben · Parley";
  await expect.poll(() => document.title).toBe("(3) (3) Benno · Parley");
  document.title = "Lake · Parley";
  await expect.poll(() => document.title).toBe("(3) Lake · Parley");
  document.title = "Ben · Parley";
  await expect.poll(() => document.title).toBe("(3) (3) Benno · Parley");
  rerender(
    <RenamingProvider>
      <UnreadSigns count={0} />
    </RenamingProvider>,
  );
  expect(document.title).toBe("Ben · Parley");
});

function Page({ now }: { now: string }) {
  useTitle("Ben", now);
  return null;
}
