// @vitest-environment happy-dom
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findPeople } from "@/app/actions/people";
import { startThread } from "@/app/actions/threads";
import { ana, ben, eve } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { NewConversation } from "./new-conversation";

const push = vi.hoisted(() => vi.fn());
vi.mock("next/navigation", () => ({ useRouter: () => ({ push }) }));
vi.mock("@/app/actions/people", () => ({ findPeople: vi.fn() }));
vi.mock("@/app/actions/threads", () => ({ startThread: vi.fn() }));

const everybody = [ben, eve].map((person) => ({ ...person, username: person.name.toLowerCase() }));

beforeEach(() => {
  push.mockReset();
  vi.mocked(findPeople).mockImplementation(async ({ query }) => ({
    ok: true,
    value: everybody.filter(({ username }) => username.startsWith(query.toLowerCase())),
  }));
  vi.mocked(startThread).mockReset();
  vi.mocked(startThread).mockResolvedValue({ ok: true, value: { threadId: "new" } });
});
afterEach(cleanup);

test("it begins where one types", async () => {
  const { people } = await openDialog();
  expect(document.activeElement).toBe(people);
});

test("one person makes a direct conversation, and it opens", async () => {
  const { user, people } = await openDialog();
  await user.type(people, "be");
  await choose(user, "Ben");
  expect(screen.queryByRole("textbox", { name: "Name" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Start" }));

  await waitFor(() => expect(push).toHaveBeenCalledWith("/t/new"));
  expect(vi.mocked(startThread).mock.calls[0]?.[0]).toEqual({ viewerId: ana.id, personIds: [ben.id], title: "" });
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("two people make a group, which may have a name", async () => {
  const { user } = await openDialog();
  await choose(user, "Ben");
  await choose(user, "Eve");
  await user.type(screen.getByRole("textbox", { name: "Name" }), "Lake");
  await user.click(screen.getByRole("button", { name: "Start" }));

  const started = { viewerId: ana.id, id: expect.any(String), personIds: [ben.id, eve.id], title: "Lake" };
  await waitFor(() => expect(vi.mocked(startThread).mock.calls[0]?.[0]).toEqual(started));
});

test("the same group is asked for again under the same id, and another one under another", async () => {
  vi.mocked(startThread).mockResolvedValue({ ok: false, code: "unavailable" });
  const { user } = await openDialog();
  await choose(user, "Ben");
  await choose(user, "Eve");
  const start = async () => {
    await user.click(screen.getByRole("button", { name: "Start" }));
    await screen.findByRole("alert");
  };
  await start();
  await start();
  await user.type(screen.getByRole("textbox", { name: "Name" }), "Lake");
  await start();

  const [first, second, third] = vi.mocked(startThread).mock.calls.map(([{ id }]) => id);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test("everything works from the keyboard: find, choose, take back, start", async () => {
  const { user, people } = await openDialog();
  await waitFor(() => expect(screen.getAllByRole("option")).toHaveLength(2));
  await user.keyboard("{ArrowDown}{ArrowDown}");
  const active = document.getElementById(people.getAttribute("aria-activedescendant") ?? "");
  expect(active?.textContent).toContain("Eve");

  await user.keyboard("{Enter}{ArrowDown}{Enter}");
  expect(screen.getByRole("button", { name: "Remove Eve" })).toBeTruthy();
  await user.keyboard("{Backspace}{Enter}");
  await waitFor(() => expect(vi.mocked(startThread).mock.calls[0]?.[0].personIds).toEqual([eve.id]));
});

test("Enter while a name is still being looked up chooses nobody", async () => {
  const { user, people } = await openDialog();
  await user.type(people, "ev{Enter}");
  expect(screen.queryByRole("button", { name: /^Remove/ })).toBeNull();
  expect(startThread).not.toHaveBeenCalled();
});

test("nobody of that name is told in words", async () => {
  const { user, people } = await openDialog();
  await user.type(people, "zoe");
  expect(await screen.findByText("Nobody is called “zoe”.")).toBeTruthy();
});

test("a refusal is told in words, and nothing chosen or typed is lost", async () => {
  vi.mocked(startThread).mockResolvedValue({ ok: false, code: "no-such-person" });
  const { user } = await openDialog();
  await choose(user, "Ben");
  await choose(user, "Eve");
  await user.type(screen.getByRole("textbox", { name: "Name" }), "Lake");
  await user.click(screen.getByRole("button", { name: "Start" }));

  expect((await screen.findByRole("alert")).textContent).toBe("There is no longer an account of that person.");
  expect((screen.getByRole("textbox", { name: "Name" }) as HTMLInputElement).value).toBe("Lake");
  expect(screen.getAllByRole("button", { name: /^Remove/ })).toHaveLength(2);
  expect(push).not.toHaveBeenCalled();
});

test("no answer at all is told in words too", async () => {
  vi.mocked(startThread).mockRejectedValue(new TypeError("Failed to fetch"));
  const { user } = await openDialog();
  await choose(user, "Ben");
  await user.click(screen.getByRole("button", { name: "Start" }));
  expect((await screen.findByRole("alert")).textContent).toBe("The server cannot be reached. Try again in a moment.");
});

async function openDialog() {
  const user = userEvent.setup();
  renderForAna(<NewConversation />);
  await user.click(screen.getByRole("button", { name: "New conversation" }));
  const dialog = await screen.findByRole("dialog", { name: "New conversation" });
  return { user, people: within(dialog).getByRole("combobox", { name: "People" }) };
}

async function choose(user: ReturnType<typeof userEvent.setup>, name: string) {
  await user.click(await screen.findByRole("option", { name: new RegExp(name) }));
}
