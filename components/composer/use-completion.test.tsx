// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type KeyboardEvent, useRef } from "react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { loadEmoji } from "@/components/emoji/emoji";
import { ana, ben, participantOf } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { CompletionList } from "./completion-list";
import { useCompletion } from "./use-completion";

// Half a megabyte: a busy machine may need longer for it than anybody waits in a test.
beforeAll(loadEmoji);
afterEach(() => {
  cleanup();
  localStorage.clear();
});

const people = [ana, ben, { id: "c", name: "Béla", pictureId: null }].map((person) => ({
  ...participantOf(person),
  username: person.name.toLowerCase().replace("é", "e"),
}));

test("a name is offered and finished by Enter, which then belongs to the list", async () => {
  const { field, onKey } = compose();
  await userEvent.type(field(), "hi @BE");
  expect(options()).toEqual(["Bélabela", "Benben"]);
  expect(active()?.textContent).toContain("Béla");
  await userEvent.keyboard("{Enter}");
  expect(field().value).toBe("hi @bela ");
  expect(screen.queryByRole("listbox")).toBeNull();
  expect(onKey.mock.calls.flat()).not.toContain("Enter");
  await userEvent.keyboard("{Enter}");
  expect(onKey.mock.calls.flat()).toContain("Enter");
});

test("arrows choose and Tab accepts, also in the middle of a text", async () => {
  const { field } = compose();
  await userEvent.type(field(), "say  please");
  field().setSelectionRange(4, 4);
  await userEvent.keyboard("@{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}");
  expect(active()?.textContent).toContain("Béla");
  await userEvent.keyboard("{ArrowDown}{Tab}");
  expect(field().value).toBe("say @ben  please");
});

test("Escape closes the list and nothing else, until another name is begun", async () => {
  const { field, onKey } = compose();
  await userEvent.type(field(), "@b{Escape}");
  expect(screen.queryByRole("listbox")).toBeNull();
  expect(onKey.mock.calls.flat()).not.toContain("Escape");
  await userEvent.type(field(), "e");
  expect(screen.queryByRole("listbox")).toBeNull();
  await userEvent.type(field(), " @b");
  expect(screen.getByRole("listbox", { name: "People to mention" })).toBeTruthy();
});

test("a click accepts, and the field keeps the focus", async () => {
  const { field } = compose();
  await userEvent.type(field(), "@b");
  await userEvent.click(screen.getByRole("option", { name: /Ben/ }));
  expect(field().value).toBe("@ben ");
  expect(document.activeElement).toBe(field());
});

test("emoji are offered by their names, and finished by the colon too", async () => {
  const { field } = compose();
  await userEvent.type(field(), ":tad");
  await waitFor(() => expect(options()[0]).toContain("🎉"));
  await userEvent.keyboard("{Enter}");
  expect(field().value).toBe("🎉 ");
  await userEvent.type(field(), ":noodle");
  await waitFor(() => expect(screen.getByRole("listbox", { name: "Emoji" })).toBeTruthy());
  await userEvent.clear(field());
  await userEvent.type(field(), ":ramen");
  await waitFor(() => expect(options()[0]).toContain(":ramen:"));
  await userEvent.keyboard(":");
  expect(field().value).toBe("🍜 ");
});

test("leaving the field closes the list", async () => {
  const { field } = compose();
  await userEvent.type(field(), "@b");
  await userEvent.click(document.body);
  expect(screen.queryByRole("listbox")).toBeNull();
});

const options = () =>
  screen.getAllByRole("option").map(({ textContent }) => textContent?.replace(/^\p{Lu}(?=\p{Lu})/u, ""));
const active = () => document.getElementById(screen.getByRole("textbox").getAttribute("aria-activedescendant") ?? "");

function Field({ onKey }: { onKey: (key: string) => void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const completion = useCompletion(field, people);
  function press(event: KeyboardEvent) {
    completion.steer(event);
    if (!event.defaultPrevented) onKey(event.key);
  }
  return (
    <>
      <CompletionList completion={completion} />
      <textarea ref={field} {...completion.field} onKeyDown={press} />
    </>
  );
}

function compose() {
  const onKey = vi.fn();
  renderForAna(<Field onKey={onKey} />);
  return { onKey, field: () => screen.getByRole("textbox") as HTMLTextAreaElement };
}
