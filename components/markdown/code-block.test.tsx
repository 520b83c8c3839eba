// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { renderForAna } from "@/tests/stage/scene";
import { CodeBlock } from "./code-block";

const highlight = vi.hoisted(() => vi.fn());
vi.mock("./highlight", () => ({ highlight }));

afterEach(() => {
  cleanup();
  highlight.mockReset();
});

const code = () => screen.getByRole("group", { name: /^Code/ });

test("code is there at once, and its colours change nothing else", async () => {
  highlight.mockResolvedValue([
    [
      { text: "let", ink: "keyword" },
      { text: " a;", ink: null },
    ],
    [],
    [{ text: "b", ink: null }],
  ]);
  renderForAna(<CodeBlock language="ts" text={"let a;\n\nb"} />);
  expect(code().textContent).toBe("let a;\n\nb");
  await waitFor(() => expect(screen.getByText("let").className).toBe("text-code-keyword"));
  expect(code().textContent).toBe("let a;\n\nb");
});

test("what was coloured once is coloured at once", async () => {
  highlight.mockResolvedValue([[{ text: "once", ink: "keyword" }]]);
  renderForAna(<CodeBlock language="ts" text="once" />);
  await waitFor(() => expect(screen.getByText("once").localName).toBe("span"));
  cleanup();
  renderForAna(<CodeBlock language="ts" text="once" />);
  expect(screen.getByText("once").localName).toBe("span");
  expect(highlight).toHaveBeenCalledTimes(1);
});

test.each([
  ["in a language that nobody knows", "klingon", "a"],
  ["without a language", "", "a"],
  ["of more than 20 kB", "ts", "a".repeat(20_001)],
  ["of more than 2,000 lines", "ts", "\n".repeat(2000)],
])("code %s is plain", (_, language, text) => {
  renderForAna(<CodeBlock language={language} text={text} />);
  expect(code().textContent).toBe(text);
  expect(highlight).not.toHaveBeenCalled();
});

test("code stays plain when its grammar cannot be loaded", async () => {
  highlight.mockRejectedValue(new Error("no such chunk"));
  renderForAna(<CodeBlock language="rust" text="let a;" />);
  await waitFor(() => expect(highlight).toHaveBeenCalled());
  expect(code().textContent).toBe("let a;");
});
