// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { setRegistration } from "@/app/actions/administration";
import type { Outcome } from "@/lib/wire/outcome";
import type { Registration } from "@/lib/wire/registration";
import { ana } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { RegistrationChoice } from "./registration-choice";

vi.mock("@/app/actions/administration", () => ({ setRegistration: vi.fn() }));
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

const radio = (name: string) => screen.getByRole<HTMLInputElement>("radio", { name });

/** The answer to the next choice is the test's. */
function nextAnswer() {
  let settle = { answer: (_outcome: Outcome<Registration>) => {}, fail: (_reason: Error) => {} };
  const answered = new Promise<Outcome<Registration>>((answer, fail) => {
    settle = { answer, fail };
  });
  vi.mocked(setRegistration).mockReturnValueOnce(answered);
  return settle;
}

function show() {
  const settle = nextAnswer();
  renderForAna(<RegistrationChoice registration="invite" />);
  return settle;
}

test("a choice shows in the event that made it, and stays when it was saved", async () => {
  const { answer } = show();
  fireEvent.click(radio("Nobody"));
  expect(radio("Nobody").checked).toBe(true);
  await waitFor(() => expect(setRegistration).toHaveBeenCalledWith({ viewerId: ana.id, registration: "closed" }));
  answer({ ok: true, value: "closed" });

  // What could not be saved goes back to it.
  const next = nextAnswer();
  fireEvent.click(radio("Everybody"));
  next.answer({ ok: false, code: "unavailable" });
  await screen.findByRole("alert");
  expect(radio("Nobody").checked).toBe(true);
});

test("of two choices the later one stays, whatever is answered to the earlier one", async () => {
  const [first, second] = [show(), nextAnswer()];
  fireEvent.click(radio("Nobody"));
  fireEvent.click(radio("Everybody"));
  await act(async () => first.answer({ ok: false, code: "unavailable" }));
  expect(radio("Everybody").checked).toBe(true);
  await act(async () => second.answer({ ok: true, value: "open" }));
  expect(radio("Everybody").checked).toBe(true);

  const third = nextAnswer();
  fireEvent.click(radio("Nobody"));
  third.answer({ ok: false, code: "unavailable" });
  await screen.findByRole("alert");
  expect(radio("Everybody").checked).toBe(true);
});

test("a choice that could not be saved goes back and says why, whether it was refused or lost", async () => {
  const refused = show();
  fireEvent.click(radio("Everybody"));
  refused.answer({ ok: false, code: "unavailable" });
  expect((await screen.findByRole("alert")).textContent).toContain("cannot be reached");
  expect(radio("Whoever has an invite link").checked).toBe(true);
  cleanup();

  const lost = show();
  fireEvent.click(radio("Everybody"));
  lost.fail(new Error("no network"));
  expect((await screen.findByRole("alert")).textContent).toContain("cannot be reached");
  expect(radio("Whoever has an invite link").checked).toBe(true);
});
