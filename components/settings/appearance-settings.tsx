"use client";

import { useState } from "react";
import { changeTheme } from "@/app/actions/profile";
import { useTab } from "@/components/connection/live";
import { Notice } from "@/components/ui/notice";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { Theme } from "@/lib/wire/profile";
import { SettingsSection } from "./settings-section";

const THEMES: { theme: Theme; label: string }[] = [
  { theme: "system", label: "Like the system" },
  { theme: "light", label: "Light" },
  { theme: "dark", label: "Dark" },
];

/** The page is another one at once, and goes back when that could not be kept. */
export function AppearanceSettings() {
  const viewer = useViewer();
  const { deliveries } = useTab();
  const [saved, setSaved] = useState(viewer.theme);
  const [told, setTold] = useState(viewer.theme);
  const [chosen, setChosen] = useState(viewer.theme);
  // What is chosen is marked in that event, and what another device has chosen when this one is told.
  if (told !== viewer.theme) {
    setTold(viewer.theme);
    setChosen(viewer.theme);
  }
  const { run, refusal } = useAction(changeTheme, setSaved, () => deliveries.themeChanged(saved));

  function choose(theme: Theme) {
    setChosen(theme);
    deliveries.themeChanged(theme);
    run({ viewerId: viewer.id, theme });
  }

  return (
    <SettingsSection title="Appearance">
      <fieldset className="py-4">
        <legend className="sr-only">Theme</legend>
        <div className="grid gap-1 sm:grid-cols-3">
          {THEMES.map(({ theme, label }) => (
            <label
              key={theme}
              className="flex min-h-11 cursor-pointer items-center gap-2.5 rounded-m px-3 font-medium hover:bg-hover has-checked:bg-selected"
            >
              <input
                type="radio"
                name="theme"
                checked={chosen === theme}
                onChange={() => choose(theme)}
                className="size-4"
              />
              {label}
            </label>
          ))}
        </div>
      </fieldset>
      {refusal && <Notice className="my-3">{inWords(refusal)}</Notice>}
    </SettingsSection>
  );
}
