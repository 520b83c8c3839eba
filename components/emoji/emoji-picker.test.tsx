// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { ana } from "@/tests/stage/props";
import { renderForAna } from "@/tests/stage/scene";
import { loadEmoji } from "./emoji";
import { EmojiPicker } from "./emoji-picker";
import { readHabits, rememberEmoji } from "./habits";

// Half a megabyte: a busy machine may need longer for it than anybody waits in a test.
beforeAll(loadEmoji);
afterEach(() => {
  cleanup();
  localStorage.clear();
});

const field = () => screen.getByRole("combobox", { name: "Search emoji" });
const options = () => screen.getAllByRole("option").map((option) => option.textContent);
const activeOption = () => document.getElementById(field().getAttribute("aria-activedescendant") ?? "");

test("it begins with smileys, and with what was picked last where there is something", async () => {
  await open();
  expect(options()[0]).toBe("😀");
  expect(screen.queryByRole("button", { name: "Recently used" })).toBeNull();
  cleanup();

  rememberEmoji(ana.id, "👋🏽");
  await open();
  expect(options()).toEqual(["👋🏽"]);
  await userEvent.click(screen.getByRole("button", { name: "Food and drink" }));
  expect(options()).toContain("🍜");
});

test("typing finds, Enter picks the first one, and it is remembered", async () => {
  const onPick = await open();
  await userEvent.type(field(), "tada{Enter}");
  expect(onPick.mock.calls).toEqual([["🎉"]]);
  expect(readHabits(ana.id).recent).toEqual(["🎉"]);
});

test("arrows go through what is shown, and the field names the active one", async () => {
  const onPick = await open();
  await userEvent.keyboard("{ArrowDown}{ArrowRight}{ArrowRight}{ArrowLeft}");
  const active = activeOption();
  expect(active?.textContent).toBe(options()[1]);
  expect(active?.getAttribute("aria-selected")).toBe("true");
  await userEvent.keyboard("{Enter}");
  expect(onPick.mock.calls).toEqual([[options()[1]]]);
});

test("what is not there is told", async () => {
  await open();
  await userEvent.type(field(), "xyzzy");
  expect(screen.getByRole("status").textContent).toBe("No emoji is called so.");
});

test("a skin tone is chosen once, for this and the next time", async () => {
  const onPick = await open();
  for (let press = 0; press < 3; press += 1) await userEvent.click(screen.getByRole("button", { name: /^Skin tone/ }));
  await userEvent.type(field(), "wave");
  await userEvent.click(screen.getByRole("option", { name: "waving hand" }));
  expect(onPick.mock.calls).toEqual([["👋🏽"]]);
  expect(readHabits(ana.id).tone).toBe(3);
});

async function open() {
  const onPick = vi.fn();
  renderForAna(<EmojiPicker onPick={onPick} />);
  await screen.findAllByRole("option");
  field().focus();
  return onPick;
}
