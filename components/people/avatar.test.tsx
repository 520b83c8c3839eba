// @vitest-environment happy-dom
import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { Avatar, initials } from "./avatar";

test.each([
  ["Ben", 1, "B"],
  ["Lake weekend", 1, "L"],
  ["Lake weekend", 2, "LW"],
  ["the 3 of us", 2, "T3"],
  ["  élan", 1, "É"],
  ["“Quoted” name", 2, "QN"],
  ["محمد", 1, "م"],
  ["🎉", 1, "·"],
  ["", 2, "·"],
])("the initials of %j, up to %i, are %s", (name, count, letters) => {
  expect(initials(name, count)).toBe(letters);
});

test("it is decoration: screen readers are spared it, and no style needs to be inline", () => {
  const { container } = render(<Avatar id="1" name="Ben" pictureId={null} />);
  expect(container.querySelector("[aria-hidden='true']")?.textContent).toBe("B");
  expect(container.innerHTML).not.toContain("style=");
});

test("somebody who has a picture is shown by it, with the initials behind it", () => {
  const { container } = render(<Avatar id="1" name="Ben" pictureId="7" />);
  expect(container.querySelector("img")?.getAttribute("src")).toBe("/api/pictures/7");
  expect(container.textContent).toBe("B");
});
