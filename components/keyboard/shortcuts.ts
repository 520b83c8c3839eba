export type Shortcut = {
  /** The keys in the order in which they are pressed; `Mod` is Ctrl, or ⌘ on Apple's machines. */
  keys: string[];
  does: string;
};

/** Every shortcut there is, by where it works. */
export const SHORTCUTS: { where: string; shortcuts: Shortcut[] }[] = [
  {
    where: "Anywhere",
    shortcuts: [
      { keys: ["Mod", "K"], does: "Search or jump to a person or conversation" },
      { keys: ["?"], does: "Show the keyboard shortcuts" },
    ],
  },
  {
    where: "Messages",
    shortcuts: [
      { keys: ["J"], does: "Next message" },
      { keys: ["K"], does: "Previous message" },
      { keys: ["R"], does: "Reply to the message" },
      { keys: ["E"], does: "Edit the message, if it is your own" },
      { keys: ["Esc"], does: "Back to writing" },
    ],
  },
  {
    where: "Writing",
    shortcuts: [
      { keys: ["Enter"], does: "Send" },
      { keys: ["Shift", "Enter"], does: "New line" },
      { keys: ["↑"], does: "Edit your last message, when nothing is written" },
      { keys: ["@"], does: "Mention somebody" },
      { keys: [":"], does: "Find an emoji by its name" },
      { keys: ["Esc"], does: "Cancel the reply or the edit" },
    ],
  },
];
