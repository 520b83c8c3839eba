"use client";

import { useState } from "react";
import { late, useLate } from "@/components/late";
import { Modal } from "@/components/ui/modal";
import type { OverlayName } from "./overlays";
import { paletteField } from "./palette-field";

const palette = late(() => import("./palette").then(({ Palette }) => Palette));

type PaletteDialogProps = { onShow: (name: OverlayName) => void; onSignOut: () => void; onClose: () => void };

/** There at once: what is typed before the palette's code has come is not lost. */
export function PaletteDialog({ onShow, onSignOut, onClose }: PaletteDialogProps) {
  const [typed, setTyped] = useState("");
  const Palette = useLate(palette, true, onClose);

  return (
    <Modal name={{ label: "Search or jump to" }} at="top" onClose={onClose}>
      {Palette ? (
        <Palette typed={typed} onType={setTyped} onShow={onShow} onSignOut={onSignOut} onClose={onClose} />
      ) : (
        <input
          {...paletteField}
          data-begins
          aria-label="Search or jump to"
          aria-busy
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
    </Modal>
  );
}
