// @vitest-environment happy-dom
import { cleanup, createEvent, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import type { Upload } from "@/components/files/upload";
import { quoteOf } from "@/lib/wire/excerpts";
import { MESSAGE_LENGTH } from "@/lib/wire/limits";
import type { RefusalCode } from "@/lib/wire/outcome";
import { aMessage, THREAD_ID } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { Composer } from "./composer";
import { ComposingProvider, useComposing } from "./composing";

vi.mock("@/app/actions/messages", () => ({ sendForm: vi.fn() }));

afterEach(() => {
  cleanup();
  localStorage.clear();
});

test("Enter sends the text without the space around it, empties the field and keeps the focus", async () => {
  const { onSend, field } = compose();
  await userEvent.type(field(), "  Noodles?  {Enter}");
  expect(onSend.mock.calls).toEqual([["Noodles?", null, []]]);
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
  expect(onSend.mock.calls).toEqual([["Hi", null, []]]);
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
  const button = screen.getByRole<HTMLButtonElement>("button", { name: "Send" });
  expect(button.disabled).toBe(true);

  fireEvent.change(field(), { target: { value: "x".repeat(MESSAGE_LENGTH) } });
  expect(screen.queryByRole("alert")).toBeNull();
  expect(button.disabled).toBe(false);
});

test("without scripts it is a form that says who sends what to where, under an id of the page's", () => {
  const { field } = compose();
  expect(Object.fromEntries(new FormData(field().form!))).toEqual({
    viewerId: "00000000-0000-4000-8000-00000000000a",
    threadId: THREAD_ID,
    id: "given",
    body: "",
  });
});

test("a reply goes with what it answers, and only once", async () => {
  const { onSend, field } = compose();
  await userEvent.click(screen.getByRole("button", { name: "answer" }));
  expect(document.activeElement).toBe(field());
  expect(screen.getByText("Reply to Ben")).toBeTruthy();
  await userEvent.type(field(), "Yes{Enter}At seven{Enter}");
  expect(onSend.mock.calls).toEqual([
    ["Yes", quote, []],
    ["At seven", null, []],
  ]);
  expect(screen.queryByText("Reply to Ben")).toBeNull();
});

test("Escape gives a reply up and keeps the text", async () => {
  const { onSend, field } = compose();
  await userEvent.click(screen.getByRole("button", { name: "answer" }));
  await userEvent.type(field(), "Yes{Escape}{Enter}");
  expect(onSend.mock.calls).toEqual([["Yes", null, []]]);
});

test("an edit has the text of its message, and what was typed before it is there again after it", async () => {
  const { onSend, onEdit, field } = compose();
  await userEvent.type(field(), "half a thou");
  await userEvent.click(screen.getByRole("button", { name: "edit" }));
  expect(field().value).toBe("Noodles?");
  await userEvent.type(field(), " At seven?{Enter}");

  expect(onEdit.mock.calls).toEqual([[3, "Noodles? At seven?"]]);
  expect(onSend).not.toHaveBeenCalled();
  await waitFor(() => expect(field().value).toBe("half a thou"));
});

test("an edit that is refused stays, says why, and survives a reload", async () => {
  const { onEdit, field } = compose();
  onEdit.mockResolvedValue("unavailable");
  await userEvent.click(screen.getByRole("button", { name: "edit" }));
  await userEvent.type(field(), " At seven?{Enter}");
  expect((await screen.findByRole("alert")).textContent).toMatch(/cannot be reached/);
  expect(field().value).toBe("Noodles? At seven?");

  cleanup();
  const reloaded = compose();
  await waitFor(() => expect(reloaded.field().value).toBe("Noodles? At seven?"));
  await userEvent.type(reloaded.field(), "{Escape}");
  expect(reloaded.field().value).toBe("");
});

test("Up edits the last message, in an empty field only", async () => {
  const { onEditLast, field } = compose();
  await userEvent.type(field(), "a{ArrowUp}{Backspace}");
  expect(onEditLast).not.toHaveBeenCalled();
  await userEvent.type(field(), "{ArrowUp}");
  expect(onEditLast).toHaveBeenCalledOnce();
});

test("each change of a new message is told, and of one that is edited nothing", async () => {
  const { onType, field } = compose();
  await userEvent.type(field(), "No{Enter}");
  expect(onType.mock.calls).toEqual([["N"], ["No"], [""]]);
});

const quote = quoteOf(aMessage());

function uploadOf(name: string, given: Partial<Upload> = {}): Upload {
  const content = new File(["noodles"], name);
  const unbegun = { received: 0, state: "waiting", code: null, file: null } as const;
  return { id: name, threadId: THREAD_ID, content, chosenAt: 1, ...unbegun, ...given };
}

test("files go without words too, and not while one of them was refused", async () => {
  const { onSend, field } = compose([uploadOf("menu.txt"), uploadOf("two.txt")]);
  await userEvent.type(field(), "{Enter}");
  expect(onSend.mock.calls).toMatchObject([["", null, [{ name: "menu.txt", size: 7 }, { name: "two.txt" }]]]);
  cleanup();

  const refused = compose([uploadOf("menu.txt", { state: "failed", code: "file-too-large" })]);
  expect((screen.getByRole("button", { name: "Send" }) as HTMLButtonElement).disabled).toBe(true);
  await userEvent.type(refused.field(), "Noodles?{Enter}");
  expect(refused.onSend).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Retry menu.txt" }));
  await userEvent.click(screen.getByRole("button", { name: "Remove menu.txt" }));
  expect(document.activeElement).toBe(refused.field());
  expect([refused.attaching.retry.mock.calls, refused.attaching.remove.mock.calls]).toEqual([
    [["menu.txt"]],
    [["menu.txt"]],
  ]);
});

test("what is pasted is attached, and text is typed", async () => {
  const { attaching, field } = compose();
  await userEvent.click(field());
  await userEvent.paste("Noodles?");
  expect([field().value, attaching.attach.mock.calls]).toEqual(["Noodles?", []]);
  const files = [new File(["noodles"], "menu.txt")];
  fireEvent.paste(field(), { clipboardData: { files, getData: () => "" } });
  expect(attaching.attach.mock.calls).toEqual([[files]]);
  // Cells of a spreadsheet come with a picture of themselves.
  const picture = [new File(["noodles"], "image.png", { type: "image/png" })];
  expect(fireEvent.paste(field(), { clipboardData: { files: picture, getData: () => "one\ttwo" } })).toBe(true);
  expect(attaching.attach.mock.calls).toEqual([[files]]);
});

test("an edit is one of words: files wait beside it", async () => {
  compose([uploadOf("menu.txt")]);
  await userEvent.click(screen.getByRole("button", { name: "edit" }));
  expect(screen.queryByText("menu.txt")).toBeNull();
  expect(screen.queryByRole("button", { name: "Attach files" })).toBeNull();
});

function compose(attached: Upload[] = []) {
  const attaching = {
    attached,
    refusals: [],
    attach: vi.fn(),
    forgetRefusals: vi.fn(),
    retry: vi.fn(),
    remove: vi.fn(),
  };
  const [onSend, onEditLast, onType] = [vi.fn(), vi.fn(), vi.fn()];
  const onEdit = vi.fn(async (): Promise<RefusalCode | null> => null);
  renderForAna(
    <ComposingProvider threadId={THREAD_ID}>
      <Intents />
      <Composer
        formMessageId="given"
        participants={[]}
        attaching={attaching}
        onSend={onSend}
        onEdit={onEdit}
        onEditLast={onEditLast}
        onType={onType}
      />
    </ComposingProvider>,
  );
  const field = () => screen.getByRole("textbox", { name: "Message" }) as HTMLTextAreaElement;
  return { onSend, onEdit, onEditLast, onType, attaching, field };
}

function Intents() {
  const { setIntent } = useComposing();
  return (
    <>
      <button type="button" aria-label="answer" onClick={() => setIntent({ kind: "reply", quote })} />
      <button type="button" aria-label="edit" onClick={() => setIntent({ kind: "edit", seq: 3, body: "Noodles?" })} />
    </>
  );
}
