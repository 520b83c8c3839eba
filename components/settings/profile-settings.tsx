"use client";

import { type FormEvent, useState } from "react";
import { changeName } from "@/app/actions/profile";
import { useTab } from "@/components/connection/live";
import { Avatar } from "@/components/people/avatar";
import { PictureField } from "@/components/pictures/picture-field";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import { showToast } from "@/components/ui/toasts";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { Person } from "@/lib/wire/people";
import { SettingsSection } from "./settings-section";

/** How others see one. */
export function ProfileSettings() {
  const viewer = useViewer();
  const { deliveries } = useTab();
  const [name, setName] = useState(viewer.name);
  const { run, isRunning, refusal } = useAction(changeName, (person) => {
    show(person);
    setName(person.name);
    showToast("Your name is changed.");
  });

  /** Whoever changes something of their account has one. */
  function show(person: Person) {
    deliveries.personChanged({ ...person, isDeleted: false });
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    run({ viewerId: viewer.id, name });
  }

  return (
    <SettingsSection title="Profile">
      <div className="py-4">
        <PictureField hasPicture={viewer.pictureId !== null} onChange={show}>
          <Avatar id={viewer.id} name={viewer.name} pictureId={viewer.pictureId} size="xl" />
        </PictureField>
      </div>
      <form onSubmit={submit} className="grid gap-3 py-4">
        <div className="flex items-end gap-3">
          <TextField
            label="Name"
            dir="auto"
            value={name}
            onChange={(event) => setName(event.target.value)}
            autoComplete="name"
            className="min-w-0 flex-1"
          />
          <Button type="submit" size="l" aria-busy={isRunning} disabled={name === viewer.name}>
            Save
          </Button>
        </div>
        {refusal && <Notice>{inWords(refusal)}</Notice>}
        <p className="text-muted text-small">
          Everybody here sees this name. You sign in as <b className="font-medium text-text">{viewer.username}</b>.
        </p>
      </form>
    </SettingsSection>
  );
}
