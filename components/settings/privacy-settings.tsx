"use client";

import { useState } from "react";
import { updatePreferences } from "@/app/actions/preferences";
import { Notice } from "@/components/ui/notice";
import { Switch } from "@/components/ui/switch";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { Preferences } from "@/lib/wire/preferences";
import { SettingsSection } from "./settings-section";

const SWITCHES: { name: keyof Preferences; label: string; hint: string }[] = [
  {
    name: "receiptsOn",
    label: "Read receipts",
    hint: "Others see how far you have read. When this is off, you do not see how far they have.",
  },
  {
    name: "typingOn",
    label: "Typing indicators",
    hint: "Others see that you are typing. When this is off, you do not see that they are.",
  },
  {
    name: "presenceOn",
    label: "Online status",
    hint: "Others see whether you are online, and when you last were. When this is off, you do not see it of them.",
  },
];

/** What one tells others of oneself. Each switch is saved at once, and goes back when it could not be. */
export function PrivacySettings({ preferences }: { preferences: Preferences }) {
  const viewer = useViewer();
  const [saved, setSaved] = useState(preferences);
  const { run, isRunning, refusal, asked } = useAction(updatePreferences, setSaved);
  const wanted = isRunning ? asked?.change : undefined;

  return (
    <SettingsSection title="Privacy">
      {SWITCHES.map(({ name, label, hint }) => (
        <Switch
          key={name}
          label={label}
          hint={hint}
          isOn={wanted?.[name] ?? saved[name]}
          onChange={(isOn) => run({ viewerId: viewer.id, change: { [name]: isOn } })}
        />
      ))}
      {refusal && <Notice className="my-3">{inWords(refusal)}</Notice>}
    </SettingsSection>
  );
}
