// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";
import { Tabs } from "./tabs";

afterEach(cleanup);

function Scene() {
  const [chosen, setChosen] = useState<"soup" | "rice" | "tea">("soup");
  return (
    <Tabs label="Menu" tabs={{ soup: "Soup", rice: "Rice", tea: "Tea" }} chosen={chosen} onChoose={setChosen}>
      {`All about ${chosen}`}
    </Tabs>
  );
}

const chosen = () => screen.getByRole("tab", { selected: true }).textContent;

test("a tab is chosen by pressing it or by the arrow keys, and only the chosen one stands in the order of the page", async () => {
  render(<Scene />);
  await userEvent.tab();
  expect(document.activeElement).toBe(screen.getByRole("tab", { name: "Soup" }));
  await userEvent.keyboard("{ArrowRight}");
  expect(chosen()).toBe("Rice");
  expect(document.activeElement).toBe(screen.getByRole("tab", { name: "Rice" }));
  expect(screen.getByRole("tabpanel", { name: "Rice" }).textContent).toBe("All about rice");

  await userEvent.keyboard("{End}{ArrowRight}");
  expect(chosen()).toBe("Tea");
  await userEvent.keyboard("{Home}");
  expect(chosen()).toBe("Soup");
  await userEvent.tab();
  expect(screen.getAllByRole("tab")).not.toContain(document.activeElement);
  await userEvent.click(screen.getByRole("tab", { name: "Rice" }));
  expect(chosen()).toBe("Rice");
});

test("a key of the browser is left to it, and one that steps is not", async () => {
  render(<Scene />);
  const soup = screen.getByRole("tab", { name: "Soup" });
  expect(fireEvent.keyDown(soup, { key: "ArrowRight", altKey: true })).toBe(true);
  expect(chosen()).toBe("Soup");
  expect(fireEvent.keyDown(soup, { key: "End" })).toBe(false);
  expect(chosen()).toBe("Tea");
});
