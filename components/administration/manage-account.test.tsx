// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Account } from "@/lib/wire/accounts";
import { ana, ben } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { ManageAccount } from "./manage-account";

const actions = vi.hoisted(() => ({
  createReset: vi.fn(),
  setAccountRole: vi.fn(),
  deactivateAccount: vi.fn(),
  reactivateAccount: vi.fn(),
  deleteAccount: vi.fn(),
}));
const refresh = vi.hoisted(() => vi.fn());
vi.mock("@/app/actions/administration", () => actions);
vi.mock("next/navigation", () => ({ useRouter: () => ({ refresh }) }));

afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

const press = (name: string) => userEvent.click(screen.getByRole("button", { name }));
const named = { viewerId: ana.id, personId: ben.id };

function open(given: Partial<Account> = {}) {
  const account: Account = { ...ben, username: "ben", role: "member", isDeactivated: false, ...given };
  renderForAna(<ManageAccount account={account} onClose={vi.fn()} />);
}

test("what was done shows on the page anew, and what was refused says why", async () => {
  open();
  actions.setAccountRole.mockResolvedValue({ ok: true, value: undefined });
  await press("Make administrator");
  expect(actions.setAccountRole).toHaveBeenCalledWith({ ...named, role: "administrator" });
  await waitFor(() => expect(refresh).toHaveBeenCalledOnce());

  actions.deactivateAccount.mockResolvedValue({ ok: false, code: "last-administrator" });
  await press("Deactivate");
  expect((await screen.findByRole("alert")).textContent).toContain("the only one");
});

test("a reset link is shown once, whole, to be copied", async () => {
  open();
  actions.createReset.mockResolvedValue({ ok: true, value: { token: "abc" } });
  await press("Make reset link");
  const link = await screen.findByRole<HTMLInputElement>("textbox", { name: "Reset link" });
  expect(link.value).toBe(new URL("/reset/abc", location.origin).href);
  await press("Done");
  expect(screen.queryByRole("textbox", { name: "Reset link" })).toBeNull();
});

test("nobody is deleted at one click, and their messages are kept unless somebody says otherwise", async () => {
  open();
  actions.deleteAccount.mockResolvedValue({ ok: false, code: "unavailable" });
  await press("Delete…");
  expect(actions.deleteAccount).not.toHaveBeenCalled();
  await press("Delete for good");
  expect(actions.deleteAccount).toHaveBeenCalledWith({ ...named, messages: "keep" });
  await screen.findByRole("alert");
  await userEvent.click(screen.getByRole("radio", { name: "Delete what they wrote" }));
  await press("Delete for good");
  expect(actions.deleteAccount).toHaveBeenLastCalledWith({ ...named, messages: "stubs" });
});

test("who is deactivated gets no reset link, and can be reactivated", () => {
  open({ isDeactivated: true, role: "administrator" });
  const names = screen.getAllByRole("button").map((button) => button.getAttribute("aria-label") ?? button.textContent);
  expect(names).toEqual(["Close", "Take the role away", "Reactivate", "Delete…"]);
});
