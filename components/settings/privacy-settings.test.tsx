// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { updatePreferences } from "@/app/actions/preferences";
import type { Outcome } from "@/lib/wire/outcome";
import type { Preferences } from "@/lib/wire/preferences";
import { ana } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { PrivacySettings } from "./privacy-settings";

vi.mock("@/app/actions/preferences", () => ({ updatePreferences: vi.fn() }));
afterEach(cleanup);

const all: Preferences = { receiptsOn: true, typingOn: true, presenceOn: true };
const isOn = (name: string) => screen.getByRole("switch", { name }).getAttribute("aria-checked") === "true";

/** The answer is the test's. */
function show() {
  let answer: (outcome: Outcome<Preferences>) => void = () => {};
  vi.mocked(updatePreferences).mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  renderForAna(<PrivacySettings preferences={all} />);
  return { answer: (outcome: Outcome<Preferences>) => answer(outcome) };
}

test("a switch is saved at once, and shown so while it is", async () => {
  const { answer } = show();
  await userEvent.click(screen.getByRole("switch", { name: "Typing indicators" }));
  expect(updatePreferences).toHaveBeenCalledWith({ viewerId: ana.id, change: { typingOn: false } });
  expect(["Read receipts", "Typing indicators", "Online status"].map(isOn)).toEqual([true, false, true]);
  answer({ ok: true, value: { ...all, typingOn: false } });
  await waitFor(() => expect(isOn("Typing indicators")).toBe(false));
});

test("a switch that could not be saved goes back and says why", async () => {
  const { answer } = show();
  await userEvent.click(screen.getByRole("switch", { name: "Online status" }));
  expect(isOn("Online status")).toBe(false);
  answer({ ok: false, code: "unavailable" });
  expect((await screen.findByRole("alert")).textContent).toContain("cannot be reached");
  expect(isOn("Online status")).toBe(true);
});
