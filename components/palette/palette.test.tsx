// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Outcome } from "@/lib/wire/outcome";
import type { FoundPerson } from "@/lib/wire/people";
import type { ThreadSummary } from "@/lib/wire/threads";
import { aSummary, eve } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { PaletteDialog } from "./palette-dialog";

const actions = vi.hoisted(() => ({ findThreads: vi.fn(), findPeople: vi.fn(), startThread: vi.fn() }));
const push = vi.hoisted(() => vi.fn());
vi.mock("@/app/actions/threads", () => actions);
vi.mock("@/app/actions/people", () => actions);
vi.mock("@/app/actions/read-positions", () => ({ markAllRead: vi.fn() }));
vi.mock("next/navigation", () => ({ useRouter: () => ({ push }) }));
vi.mock("@/components/connection/live", () => ({ useTab: () => ({ positions: { hear: vi.fn() } }) }));
vi.mock("@/components/threads/use-thread-list", () => ({ useThreadList: () => ({ threads: held }) }));

const held = [
  aSummary({ id: "ben", title: "Bén Adams" }),
  aSummary({ id: "club", title: "Noodle club", kind: "group" }),
];

afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

const IN_MESSAGES = /^Search messages for /;

/** What is found by its name; below it stands always that one can search the messages too. */
const names = () =>
  screen
    .getAllByRole("option")
    .filter(({ textContent }) => !IN_MESSAGES.test(textContent ?? ""))
    .map(({ textContent }) => textContent?.replace(/^[A-ZÉ]{1,2}(?=\p{Lu})/u, ""));
const chosen = () => screen.getByRole("option", { selected: true });

test("what is typed before the palette has come is not lost", async () => {
  open();
  expect(screen.getByRole("textbox", { name: "Search or jump to" })).toBe(document.activeElement);
  await userEvent.keyboard("nood");
  await screen.findByRole("combobox");
  expect(screen.getByRole<HTMLInputElement>("combobox").value).toBe("nood");
  await userEvent.keyboard("le");
  expect(screen.getByRole<HTMLInputElement>("combobox").value).toBe("noodle");
});

test("what is held is there with the first letter, and Enter goes to it", async () => {
  const { onClose } = open();
  await userEvent.keyboard("ada");
  expect(names()).toEqual(["Bén Adams"]);
  await userEvent.keyboard("{Enter}");
  expect(push.mock.calls).toEqual([["/t/ben"]]);
  expect(onClose).toHaveBeenCalled();
});

test("what the server finds joins below, without what is shown already, and what is chosen stays", async () => {
  open({ threads: [held[1]!, aSummary({ id: "old", title: "Noodles of old", kind: "group" })] });
  await userEvent.keyboard("nood");
  expect(names()).toEqual(["Noodle club"]);
  await waitFor(() => expect(names()).toEqual(["Noodle club", "Noodles of old"]));
  expect(chosen().textContent).toContain("Noodle club");
});

test("a person opens their conversation, and of one that is shown already there is no second", async () => {
  const people = [{ ...eve, username: "eve" }];
  actions.startThread.mockResolvedValue({ ok: true, value: { threadId: "with-eve" } });
  open({ people });
  await userEvent.keyboard("EV");
  await waitFor(() => expect(chosen().textContent).toContain("Eve"));
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(push.mock.calls).toEqual([["/t/with-eve"]]));
});

test("actions are found by other words too, and arrows go round", async () => {
  const { onSignOut, onShow } = open();
  await userEvent.keyboard("log out{Enter}");
  expect(onSignOut).toHaveBeenCalled();
  await userEvent.clear(screen.getByRole("combobox"));
  await userEvent.keyboard("{ArrowUp}{ArrowUp}{Enter}");
  expect(onShow.mock.calls).toEqual([["shortcuts"]]);
});

test("what is called nothing like it is told", async () => {
  open();
  await userEvent.keyboard("xyzzy");
  expect((await screen.findByRole("status")).textContent).toBe("Nothing is called “xyzzy”.");
});

test("what is typed can be searched for in the messages", async () => {
  const { onClose } = open();
  await userEvent.keyboard("a b");
  await userEvent.click(await screen.findByRole("option", { name: IN_MESSAGES }));
  expect(push.mock.calls).toEqual([["/search?q=a+b"]]);
  expect(onClose).toHaveBeenCalled();
});

function open({ threads = [], people = [] }: { threads?: ThreadSummary[]; people?: FoundPerson[] } = {}) {
  const answer = <Value,>(value: Value): Outcome<Value> => ({ ok: true, value });
  actions.findThreads.mockResolvedValue(answer(threads));
  actions.findPeople.mockResolvedValue(answer(people));
  const given = { onShow: vi.fn(), onSignOut: vi.fn(), onClose: vi.fn() };
  renderForAna(<PaletteDialog {...given} />);
  return given;
}
