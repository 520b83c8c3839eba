"use client";

import { useCharacter, useCommand } from "@/components/keyboard/use-shortcut";
import { late, useLate } from "@/components/late";
import { newConversationDialog } from "@/components/threads/new-conversation";
import { useSignOut } from "@/components/threads/sign-out";
import { PaletteDialog } from "./palette-dialog";

/** What can lie over every screen: one at a time. */
export type OverlayName = "palette" | "shortcuts" | "new-conversation";

const shortcuts = late(() => import("@/components/keyboard/shortcuts-dialog").then((part) => part.ShortcutsDialog));

type OverlaysProps = { shown: OverlayName | null; onShow: (name: OverlayName | null) => void };

/** The palette and what it leads to, with the keys that open them. */
export function Overlays({ shown, onShow }: OverlaysProps) {
  const { leave, question } = useSignOut();
  const close = () => onShow(null);
  const ShortcutsDialog = useLate(shortcuts, shown === "shortcuts", close);
  const NewConversationDialog = useLate(newConversationDialog, shown === "new-conversation", close);
  useCommand("k", () => {
    if (shown === "palette") close();
    // Whoever has been asked something answers that first.
    else if (!document.querySelector("dialog[open]")) onShow("palette");
  });
  useCharacter("?", () => onShow("shortcuts"));

  function signOut() {
    close();
    leave();
  }

  return (
    <>
      {shown === "palette" && <PaletteDialog onShow={onShow} onSignOut={signOut} onClose={close} />}
      {shown === "shortcuts" && ShortcutsDialog && <ShortcutsDialog onClose={close} />}
      {shown === "new-conversation" && NewConversationDialog && <NewConversationDialog onClose={close} />}
      {question}
    </>
  );
}
