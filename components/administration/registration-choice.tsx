"use client";

import { useState } from "react";
import { setRegistration } from "@/app/actions/administration";
import { SettingsSection } from "@/components/settings/settings-section";
import { Notice } from "@/components/ui/notice";
import { Radio } from "@/components/ui/radio";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { Registration } from "@/lib/wire/registration";

const CHOICES: { value: Registration; label: string; hint: string }[] = [
  { value: "open", label: "Everybody", hint: "Whoever reaches this address can create an account." },
  { value: "invite", label: "Whoever has an invite link", hint: "You decide who gets one." },
  { value: "closed", label: "Nobody", hint: "Invite links wait until you choose something else." },
];

/** Shown as chosen in the same event, saved at once, and as it was when it could not be. */
export function RegistrationChoice({ registration }: { registration: Registration }) {
  const viewer = useViewer();
  const [saved, setSaved] = useState(registration);
  const [chosen, setChosen] = useState(registration);
  const { run, isRunning, refusal } = useAction(setRegistration, setSaved, () => setChosen(saved));

  function choose(wanted: Registration) {
    setChosen(wanted);
    run({ viewerId: viewer.id, registration: wanted });
  }

  return (
    <SettingsSection title="Who can join">
      {CHOICES.map(({ value, label, hint }) => (
        <Radio
          key={value}
          name="registration"
          label={label}
          hint={hint}
          isChosen={chosen === value}
          onChoose={() => choose(value)}
        />
      ))}
      {refusal && !isRunning && <Notice className="my-3">{inWords(refusal)}</Notice>}
    </SettingsSection>
  );
}
