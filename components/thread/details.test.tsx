// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { removeParticipant } from "@/app/actions/membership";
import type { Participant } from "@/lib/wire/threads";
import { ana, ben, eve } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { Details } from "./details";

const push = vi.hoisted(() => vi.fn());
vi.mock("next/navigation", () => ({ useRouter: () => ({ push }) }));
vi.mock("@/app/actions/people", () => ({ findPeople: vi.fn() }));
vi.mock("@/app/actions/membership", () => ({ addParticipants: vi.fn(), removeParticipant: vi.fn() }));

beforeEach(() => {
  push.mockReset();
  vi.mocked(removeParticipant).mockReset();
  vi.mocked(removeParticipant).mockResolvedValue({ ok: true, value: undefined });
});
afterEach(cleanup);

test.each<[Participant["role"], string[]]>([
  ["owner", ["Remove Ben", "Remove Eve", "Add people", "Leave"]],
  ["admin", ["Remove Eve", "Add people", "Leave"]],
  ["member", ["Leave"]],
])("as %s of a group one is offered what one may do", (role, offered) => {
  show("group", role);
  const names = screen.getAllByRole("button").map((button) => button.getAttribute("aria-label") ?? button.textContent);
  expect(names).toEqual(["Close details", ...offered]);
});

test("a direct thread has two people and nothing to change", () => {
  show("direct", "member");
  expect(screen.getAllByRole("button")).toHaveLength(1);
  expect(screen.getByText("You")).toBeTruthy();
});

test("somebody is removed at one click, and a refusal is told beside them", async () => {
  vi.mocked(removeParticipant).mockResolvedValue({ ok: false, code: "not-allowed" });
  show("group", "owner");
  await userEvent.click(screen.getByRole("button", { name: "Remove Eve" }));

  expect((await screen.findByRole("alert")).textContent).toBe("You are not allowed to do that here.");
  expect(vi.mocked(removeParticipant).mock.calls[0]?.[0]).toEqual({
    viewerId: ana.id,
    threadId: "thread",
    personId: eve.id,
  });
});

test("leaving asks first, and then goes back to the list", async () => {
  show("group", "member");
  await userEvent.click(screen.getByRole("button", { name: "Leave" }));
  expect(removeParticipant).not.toHaveBeenCalled();

  const question = screen.getByRole("dialog", { name: "Leave Lake?" });
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

function show(kind: "direct" | "group", role: Participant["role"]) {
  const onClose = vi.fn();
  const participants: Participant[] = [
    { ...ana, role },
    { ...ben, role: kind === "group" ? "owner" : "member" },
    ...(kind === "group" ? [{ ...eve, role: "member" as const }] : []),
  ];
  renderForAna(<Details thread={{ id: "thread", kind, title: null, participants }} title="Lake" onClose={onClose} />);
  return onClose;
}
