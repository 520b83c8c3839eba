// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { setAttention } from "@/app/actions/attention";
import { setBlock } from "@/app/actions/blocks";
import { renameGroup, setHistory } from "@/app/actions/groups";
import { removeParticipant, setRole } from "@/app/actions/membership";
import { findPeople } from "@/app/actions/people";
import { startThread } from "@/app/actions/threads";
import type { Participant, Thread } from "@/lib/wire/threads";
import { ana, aSummary, ben, eve, participantOf, THREAD_ID } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { Details } from "./details";

const { push, attention, blocked } = vi.hoisted(() => ({ push: vi.fn(), attention: vi.fn(), blocked: vi.fn() }));
vi.mock("next/navigation", () => ({ useRouter: () => ({ push }) }));
vi.mock("@/app/actions/people", () => ({ findPeople: vi.fn() }));
vi.mock("@/app/actions/threads", () => ({ startThread: vi.fn() }));
vi.mock("@/app/actions/blocks", () => ({ setBlock: vi.fn() }));
vi.mock("@/app/actions/attention", () => ({ setAttention: vi.fn() }));
vi.mock("@/components/connection/live", () => ({ useTab: () => ({ deliveries: { attention, blocked } }) }));
vi.mock("@/app/actions/groups", () => ({ renameGroup: vi.fn(), setHistory: vi.fn() }));
vi.mock("@/app/actions/membership", () => ({
  addParticipants: vi.fn(),
  removeParticipant: vi.fn(),
  setRole: vi.fn(),
}));

beforeEach(() => {
  push.mockReset();
  for (const action of [removeParticipant, setRole, renameGroup, setHistory]) {
    vi.mocked(action).mockReset();
    vi.mocked(action).mockResolvedValue({ ok: true, value: undefined });
  }
});
afterEach(cleanup);

test.each<[Participant["role"], string[]]>([
  ["owner", ["Options for Ana", "Options for Ben", "Options for Eve", "Add people", "Leave"]],
  ["admin", ["Options for Ben", "Options for Eve", "Add people", "Leave"]],
  ["member", ["Options for Ben", "Options for Eve", "Leave"]],
])("as %s of a group one is offered what one may do", (role, offered) => {
  show("group", role);
  const names = screen.getAllByRole("button").map((button) => button.getAttribute("aria-label") ?? button.textContent);
  const picture = role === "member" ? [] : ["Change picture"];
  expect(names).toEqual(["Close details", ...picture, "Pin, mute or archive", ...offered]);
  expect(screen.queryByRole("textbox", { name: "Name" }) !== null).toBe(role !== "member");
  expect(screen.queryByRole("switch", { name: "Open history" }) !== null).toBe(role === "owner");
});

test("to a direct thread nobody is added: the two and the others make a group", async () => {
  vi.mocked(findPeople).mockResolvedValue({ ok: true, value: [ben, eve].map((found) => ({ ...found, username: "" })) });
  vi.mocked(startThread).mockResolvedValue({ ok: true, value: { threadId: "new" } });
  show("direct", "member");
  expect(screen.getAllByRole("button").map(({ textContent }) => textContent)).toEqual([
    "",
    "Pin, mute or archive",
    "",
    "Add people",
  ]);
  await userEvent.click(screen.getByRole("button", { name: "Add people" }));
  await userEvent.click(await screen.findByRole("option", { name: /Eve/ }));
  expect(screen.queryByRole("option", { name: /Ben/ })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Start group" }));

  await waitFor(() => expect(push).toHaveBeenCalledWith("/t/new"));
  expect(vi.mocked(startThread).mock.calls[0]?.[0]).toEqual({
    ...{ viewerId: ana.id, id: expect.any(String), title: "" },
    personIds: [ana.id, ben.id, eve.id],
  });
});

test("with somebody who was deleted nothing is begun", () => {
  show("direct", "member", "member", [], { isDeleted: true });
  const names = screen.getAllByRole("button").map((button) => button.getAttribute("aria-label") ?? button.textContent);
  expect(names).toEqual(["Close details", "Pin, mute or archive"]);
});

test("somebody's menu gives roles and removes, and a refusal is told beside them", async () => {
  vi.mocked(removeParticipant).mockResolvedValue({ ok: false, code: "not-allowed" });
  show("group", "owner");
  const eves = { viewerId: ana.id, threadId: "thread", personId: eve.id };
  await userEvent.click(screen.getByRole("button", { name: "Options for Eve" }));
  expect(screen.getAllByRole("menuitem").map(({ textContent }) => textContent)).toEqual([
    "Make owner",
    "Make admin",
    "Block",
    "Remove from group",
  ]);
  await userEvent.click(screen.getByRole("menuitem", { name: "Make admin" }));
  await waitFor(() => expect(vi.mocked(setRole).mock.calls[0]?.[0]).toEqual({ ...eves, role: "admin" }));

  await userEvent.click(screen.getByRole("button", { name: "Options for Eve" }));
  await userEvent.click(screen.getByRole("menuitem", { name: "Remove from group" }));
  expect((await screen.findByRole("alert")).textContent).toBe("You are not allowed to do that here.");
  expect(vi.mocked(removeParticipant).mock.calls[0]?.[0]).toEqual(eves);
});

test("the last owner who leaves chooses whom the group belongs to then", async () => {
  show("group", "owner", "member");
  await userEvent.click(screen.getByRole("button", { name: "Leave" }));
  const handOver = screen.getByRole("button", { name: "Hand over and leave" });
  expect(handOver).toHaveProperty("disabled", true);
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "New owner" }), "Eve (eve)");
  await userEvent.click(handOver);

  await waitFor(() => expect(push).toHaveBeenCalledWith("/t"));
  expect(vi.mocked(setRole).mock.calls[0]?.[0]).toMatchObject({ personId: eve.id, role: "owner" });
  expect(vi.mocked(removeParticipant).mock.calls[0]?.[0]).toMatchObject({ personId: ana.id });
});

test("who could not hand over does not leave", async () => {
  vi.mocked(setRole).mockResolvedValue({ ok: false, code: "unavailable" });
  show("group", "owner", "member");
  await userEvent.click(screen.getByRole("button", { name: "Leave" }));
  await userEvent.selectOptions(screen.getByRole("combobox", { name: "New owner" }), "Eve (eve)");
  await userEvent.click(screen.getByRole("button", { name: "Hand over and leave" }));
  await screen.findByRole("alert");
  expect(removeParticipant).not.toHaveBeenCalled();
  expect(push).not.toHaveBeenCalled();
});

test("the group gets another name, and what was typed stays when it cannot", async () => {
  vi.mocked(renameGroup).mockResolvedValueOnce({ ok: false, code: "unavailable" });
  show("group", "admin");
  const name = screen.getByRole("textbox", { name: "Name" }) as HTMLInputElement;
  expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
  await userEvent.type(name, " Lake{Enter}");
  await screen.findByRole("alert");
  expect(name.value).toBe(" Lake");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Save" })).toBeNull());
  expect(vi.mocked(renameGroup).mock.calls.map(([{ title }]) => title)).toEqual(["Lake", "Lake"]);
});

test("the history goes back when it could not be set", async () => {
  vi.mocked(setHistory).mockResolvedValue({ ok: false, code: "unavailable" });
  show("group", "owner");
  const history = screen.getByRole("switch", { name: "Open history" });
  await userEvent.click(history);
  await screen.findByRole("alert");
  expect(vi.mocked(setHistory).mock.calls[0]?.[0]).toMatchObject({ history: "all" });
  expect(history.getAttribute("aria-checked")).toBe("false");
});

test("anybody may block anybody, for themselves", async () => {
  vi.mocked(setBlock).mockResolvedValue({ ok: true, value: [ben.id] });
  show("direct", "member");
  await userEvent.click(screen.getByRole("button", { name: "Options for Ben" }));
  await userEvent.click(screen.getByRole("menuitem", { name: "Block" }));
  await waitFor(() => expect(blocked.mock.calls[0]?.[0]).toEqual([ben.id]));
  expect(vi.mocked(setBlock).mock.calls[0]?.[0]).toEqual({ viewerId: ana.id, personId: ben.id, isBlocked: true });
});

test("one mutes, pins and archives for oneself, and is told how it stands", async () => {
  const muted = {
    threadId: THREAD_ID,
    version: 1,
    mutedUntil: "9999-12-31T23:59:59.000Z",
    pinnedAt: null,
    archivedAt: null,
  };
  vi.mocked(setAttention).mockResolvedValue({ ok: true, value: muted });
  show("group", "member");
  await userEvent.click(screen.getByRole("button", { name: "Pin, mute or archive" }));
  await userEvent.click(screen.getByRole("menuitem", { name: "Mute for ever" }));
  expect(await screen.findByText("Muted")).toBeTruthy();
  expect(vi.mocked(setAttention).mock.calls[0]?.[0]).toEqual({
    ...{ viewerId: ana.id, threadId: THREAD_ID, change: { mute: "ever" } },
  });
  expect(attention).toHaveBeenCalledWith(muted);

  await userEvent.click(screen.getByRole("button", { name: "Pin, mute or archive" }));
  const offered = screen.getAllByRole("menuitem").map(({ textContent }) => textContent);
  expect(offered).toEqual(["Pin", "Unmute", "Archive"]);
});

test("of many people one is found by name", async () => {
  const many = Array.from({ length: 10 }, (_, number) =>
    participantOf({ id: `many-${number}`, name: `Zoé ${number}`, pictureId: null }),
  );
  show("group", "member", "owner", many);
  await userEvent.type(screen.getByRole("searchbox", { name: "Find a person" }), "zoe 7");
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual([
    expect.stringMatching(/Zoé 7/),
  ]);
  await userEvent.type(screen.getByRole("searchbox"), "x");
  expect(screen.getByText("Nobody here is called “zoe 7x”.")).toBeTruthy();
});

test("leaving asks first, and then goes back to the list", async () => {
  show("group", "member");
  await userEvent.click(screen.getByRole("button", { name: "Leave" }));
  expect(removeParticipant).not.toHaveBeenCalled();

  const question = screen.getByRole("dialog", { name: "Leave Lake?" });
  expect(document.activeElement).toBe(within(question).getByRole("button", { name: "Cancel" }));
  await userEvent.click(within(question).getByRole("button", { name: "Leave" }));
  await waitFor(() => expect(push).toHaveBeenCalledWith("/t"));
  expect(vi.mocked(removeParticipant).mock.calls[0]?.[0]).toMatchObject({ personId: ana.id });
});

test("Escape closes the panel, but a dialog over it first", async () => {
  const onClose = show("group", "member");
  await userEvent.click(screen.getByRole("button", { name: "Leave" }));
  fireEvent.keyDown(screen.getByRole("button", { name: "Cancel" }), { key: "Escape" });
  expect(onClose).not.toHaveBeenCalled();

  fireEvent.keyDown(screen.getByRole("button", { name: "Close details" }), { key: "Escape" });
  expect(onClose).toHaveBeenCalledTimes(1);
});

function show(
  kind: "direct" | "group",
  role: Participant["role"],
  bensRole: Participant["role"] = kind === "group" ? "owner" : "member",
  more: Participant[] = [],
  given: Partial<Participant> = {},
) {
  const onClose = vi.fn();
  const participants: Participant[] = [
    participantOf(ana, role),
    { ...participantOf(ben, bensRole), ...given },
    ...(kind === "group" ? [participantOf(eve)] : []),
    ...more,
  ];
  const thread: Thread = { id: "thread", kind, title: null, history: "join", pictureId: null, participants };
  renderForAna(<Details thread={thread} summary={aSummary()} title="Lake" messages={[]} onClose={onClose} />);
  return onClose;
}
