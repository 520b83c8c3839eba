// @vitest-environment happy-dom
import { cleanup, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { renderForAna } from "@/tests/stage/scene";
import { SHORTCUTS } from "./shortcuts";
import { ShortcutsDialog } from "./shortcuts-dialog";
import { useCharacter, useCommand } from "./use-shortcut";

afterEach(cleanup);

test("the dialog lists every shortcut with its keys", () => {
  renderForAna(<ShortcutsDialog onClose={() => {}} />);
  const listed = screen.getAllByRole("definition").map(({ textContent }) => textContent);
  expect(listed).toEqual(SHORTCUTS.flatMap(({ shortcuts }) => shortcuts.map(({ does }) => does)));
  expect(screen.getAllByText("Ctrl")).toHaveLength(1);
});

test.each([
  ["Win32", "{Control>}k{/Control}", "{Meta>}k{/Meta}", "Ctrl"],
  ["MacIntel", "{Meta>}k{/Meta}", "{Control>}k{/Control}", "⌘"],
])("on %s a command is given as people are used to there", async (platform, keys, others, shown) => {
  vi.spyOn(navigator, "platform", "get").mockReturnValue(platform);
  const [command] = await press(others);
  expect(command).not.toHaveBeenCalled();
  cleanup();
  const [given] = await press(keys);
  expect(given).toHaveBeenCalledOnce();
  cleanup();
  renderForAna(<ShortcutsDialog onClose={() => {}} />);
  expect(screen.getAllByText(shown)).toHaveLength(1);
});

test("a character is a shortcut only where nobody types", async () => {
  const [command, character] = await press("?");
  expect(character).toHaveBeenCalledOnce();
  await userEvent.type(screen.getByRole("textbox"), "?");
  expect(character).toHaveBeenCalledOnce();
  await userEvent.keyboard("{Control>}k{/Control}");
  expect(command).toHaveBeenCalledOnce();
});

async function press(keys: string) {
  const [command, character] = [vi.fn(), vi.fn()];
  renderForAna(<Listening command={command} character={character} />);
  await userEvent.keyboard(keys);
  return [command, character];
}

function Listening({ command, character }: { command: () => void; character: () => void }) {
  useCommand("k", command);
  useCharacter("?", character);
  return <textarea />;
}
