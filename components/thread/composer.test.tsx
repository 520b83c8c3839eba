// @vitest-environment happy-dom
import { cleanup, createEvent, fireEvent, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { MESSAGE_LENGTH } from "@/lib/wire/limits";
import { renderForAna } from "@/tests/stage/scene";
import { Composer } from "./composer";

vi.mock("@/app/actions/messages", () => ({ sendForm: vi.fn() }));

afterEach(() => {
  cleanup();
  localStorage.clear();
});

test("Enter sends the text without the space around it, empties the field and keeps the focus", async () => {
  const { onSend, field } = compose();
  await userEvent.type(field(), "  Noodles?  {Enter}");
  expect(onSend.mock.calls).toEqual([["Noodles?"]]);
  expect(field().value).toBe("");
  expect(document.activeElement).toBe(field());
});

test("the button sends too, and is off while there is nothing to send", async () => {
  const { onSend, field } = compose();
  const button = screen.getByRole("button", { name: "Send" }) as HTMLButtonElement;
  expect(button.disabled).toBe(true);
  await userEvent.type(field(), " {Shift>}{Enter}{/Shift} ");
  expect(button.disabled).toBe(true);
  await userEvent.type(field(), "Hi");
  await userEvent.click(button);
  expect(onSend.mock.calls).toEqual([["Hi"]]);
  expect(document.activeElement).toBe(field());
});

test("Shift+Enter breaks the line", async () => {
  const { onSend, field } = compose();
  await userEvent.type(field(), "one{Shift>}{Enter}{/Shift}two");
  expect(onSend).not.toHaveBeenCalled();
  expect(field().value).toBe("one\ntwo");
});

test.each([
  ["while it composes", { isComposing: true }],
  ["as Safari ends composing", { keyCode: 229 }],
])("Enter belongs to the input method %s", async (_, composing) => {
  const { onSend, field } = compose();
  await userEvent.type(field(), "ご飯");
  const enter = createEvent.keyDown(field(), { key: "Enter", ...composing });
  fireEvent(field(), enter);
  expect(onSend).not.toHaveBeenCalled();
  expect(enter.defaultPrevented).toBe(false);
});

test("Enter in an empty field does nothing", async () => {
  const { onSend, field } = compose();
  await userEvent.type(field(), "{Enter}   {Enter}");
  expect(onSend).not.toHaveBeenCalled();
});

test("a text that is too long is refused in words and stays", async () => {
  const { onSend, field } = compose();
  fireEvent.change(field(), { target: { value: "x".repeat(MESSAGE_LENGTH + 240) } });
  fireEvent.keyDown(field(), { key: "Enter" });

  expect(onSend).not.toHaveBeenCalled();
  expect(screen.getByRole("alert").textContent).toBe("240 characters too many: a message holds 10,000.");
  expect(field().value.length).toBe(MESSAGE_LENGTH + 240);

  fireEvent.change(field(), { target: { value: "x".repeat(MESSAGE_LENGTH) } });
  expect(screen.queryByRole("alert")).toBeNull();
});

test("without scripts it is a form that says who sends what to where, under an id of the page's", () => {
  const { field } = compose();
  expect(Object.fromEntries(new FormData(field().form!))).toEqual({
    viewerId: "00000000-0000-4000-8000-00000000000a",
    threadId: "thread",
    id: "given",
    body: "",
  });
});

function compose() {
  const onSend = vi.fn();
  renderForAna(<Composer threadId="thread" formMessageId="given" onSend={onSend} />);
  return { onSend, field: () => screen.getByRole("textbox", { name: "Message" }) as HTMLTextAreaElement };
}
