// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import * as blocks from "@/lib/wire/markdown/blocks";
import { HOSTILE_TEXTS } from "@/tests/stage/hostile-texts";
import { ana, ben } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { MessageText } from "./message-text";

afterEach(cleanup);

/** All that a message can be made of. */
const ELEMENTS = "p strong em s code a bdi div span pre button svg path rect blockquote ul ol li".split(" ");

test("Markdown becomes elements", () => {
  renderForAna(<MessageText body={"**a** *b* ~~c~~ `d`\n> e\n\n3. f\n- g\n```ts\nh\n```"} />);
  const found = Array.from(document.querySelectorAll("strong, em, s, code, blockquote, ol, ul, pre"));
  expect(found.map((element) => `${element.localName} ${element.textContent}`)).toEqual([
    "strong a",
    "em b",
    "s c",
    "code d",
    "blockquote e",
    "ol f",
    "ul g",
    "pre h",
    "code h",
  ]);
  expect(document.querySelector("ol")?.start).toBe(3);
});

test("an address is opened elsewhere, and learns nothing of where it stood", () => {
  renderForAna(<MessageText body="[menu](https://a.test/b)" />);
  const link = screen.getByRole("link", { name: "menu" });
  expect(link.getAttribute("href")).toBe("https://a.test/b");
  expect(link.getAttribute("rel")).toBe("noreferrer noopener");
  expect(link.getAttribute("target")).toBe("_blank");
});

test("whoever is mentioned is called by name, oneself louder", () => {
  const mentions = [ana, ben].map((person) => ({ ...person, username: person.name.toLowerCase() }));
  renderForAna(<MessageText body="@ana and @ben" mentions={mentions} />);
  expect(document.body.textContent).toBe("@Ana and @Ben");
  expect(screen.getByText("@Ana").className).toContain("bg-accent");
  expect(screen.getByText("@Ben").className).not.toContain("bg-accent");
});

test.each([
  ["a text", "a\nb", "p"],
  ["a list", "- a\n- b", "li"],
  ["a few emoji", "👍", "p"],
])("what comes last stands in the last line of %s", (_, body, element) => {
  renderForAna(<MessageText body={body} tail={<i>12:00</i>} />);
  expect(screen.getByText("12:00").closest(element)).not.toBeNull();
});

test.each(["```\ncode\n```", "> quoted", "- a\n  > quoted"])("it stands below %j", (body) => {
  renderForAna(<MessageText body={body} tail={<i>12:00</i>} />);
  expect(screen.getByText("12:00").closest("p, li, blockquote, pre")).toBeNull();
});

test("code can be copied as it was written", async () => {
  renderForAna(<MessageText body={"```\n  let a;\n\n```"} />);
  await userEvent.click(screen.getByRole("button", { name: "Copy code" }));
  expect(await navigator.clipboard.readText()).toBe("  let a;\n");
  expect((await screen.findByRole("status")).textContent).toBe("Copied");
});

test.each(HOSTILE_TEXTS)("%j is text", (body) => {
  renderForAna(<MessageText body={body} />);
  expectHarmless();
});

test("no text becomes an element that is not ours", () => {
  const pieces = fc.constantFrom(
    "<b>",
    "<img src=x>",
    "&lt;",
    "**",
    "`",
    "```",
    "> ",
    "- ",
    "[a](",
    ")",
    "https://a.test",
    "javascript:",
    "\n",
    " ",
    "x",
    '"',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      renderForAna(<MessageText body={parts.join("")} />);
      expectHarmless();
      cleanup();
    }),
  );
});

test("a message is read once, however often what is around it is drawn", () => {
  const parse = vi.spyOn(blocks, "parseMarkdown");
  const rows = (count: number) => (
    <>
      {Array.from({ length: count }, (_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a message has its place for ever.
        <MessageText key={place} body={`message **${place}**`} tail={<i>{count}</i>} />
      ))}
    </>
  );
  const { rerender } = renderForAna(rows(300));
  expect(parse).toHaveBeenCalledTimes(300);
  rerender(rows(301));
  expect(parse).toHaveBeenCalledTimes(301);
});

function expectHarmless(): void {
  for (const element of document.body.querySelectorAll("body > div *")) {
    expect(ELEMENTS).toContain(element.localName);
    for (const { name } of element.attributes) expect(name).not.toMatch(/^on|^style$|^src/);
    if (element.hasAttribute("href")) expect(element.getAttribute("href")).toMatch(/^(https?:\/\/|mailto:)/);
  }
}
