"use client";

import { setRegistration } from "@/app/actions/administration";
import { SettingsSection } from "@/components/settings/settings-section";
import { Notice } from "@/components/ui/notice";
import { Radio } from "@/components/ui/radio";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { Registration } from "@/lib/wire/registration";
import { useSetting } from "./use-setting";

const CHOICES: { value: Registration; label: string; hint: string }[] = [
  { value: "open", label: "Everybody", hint: "Whoever reaches this address can create an account." },
  { value: "invite", label: "Whoever has an invite link", hint: "You decide who gets one." },
  { value: "closed", label: "Nobody", hint: "Invite links wait until you choose something else." },
];

export function RegistrationChoice({ registration }: { registration: Registration }) {
  const viewer = useViewer();
  const { chosen, choose, refusal } = useSetting(registration, setRegistration);

  return (
    <SettingsSection title="Who can join">
      {CHOICES.map(({ value, label, hint }) => (
        <Radio
          key={value}
          name="registration"
          label={label}
          hint={hint}
          isChosen={chosen === value}
          onChoose={() => choose(value, { viewerId: viewer.id, registration: value })}
        />
      ))}
      {refusal && <Notice className="my-3">{inWords(refusal)}</Notice>}
    </SettingsSection>
  );
}
