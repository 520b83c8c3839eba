"use client";

import { type FormEvent, useState } from "react";
import { changePassword } from "@/app/actions/password-change";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import { showToast } from "@/components/ui/toasts";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import { PASSWORD_LENGTH } from "@/lib/wire/limits";
import { SettingsSection } from "./settings-section";
import { useShowSessions } from "./use-own-sessions";

const NOTHING = { present: "", wanted: "" };

/** Whoever came in with the old password is out: every session but this one ends. */
export function PasswordSettings() {
  const viewer = useViewer();
  const showSessions = useShowSessions();
  const [typed, setTyped] = useState(NOTHING);
  const { run, isRunning, refusal } = useAction(changePassword, (sessions) => {
    showSessions(sessions);
    setTyped(NOTHING);
    showToast("Your password is changed.");
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    run({ viewerId: viewer.id, ...typed });
  }

  return (
    <SettingsSection title="Password">
      <form onSubmit={submit} className="grid gap-4 py-4">
        {/* For password managers, which keep a password under a name. */}
        <input type="text" name="username" autoComplete="username" value={viewer.username} readOnly hidden />
        <TextField
          label="Present password"
          type="password"
          autoComplete="current-password"
          required
          value={typed.present}
          onChange={(event) => setTyped({ ...typed, present: event.target.value })}
        />
        <TextField
          label={`New password, ${PASSWORD_LENGTH} characters or more`}
          type="password"
          autoComplete="new-password"
          required
          value={typed.wanted}
          onChange={(event) => setTyped({ ...typed, wanted: event.target.value })}
        />
        {refusal && <Notice>{inWords(refusal)}</Notice>}
        <div className="flex items-center justify-between gap-4">
          <p className="text-muted text-small">Your other sessions end with it.</p>
          <Button type="submit" aria-busy={isRunning}>
            Change password
          </Button>
        </div>
      </form>
    </SettingsSection>
  );
}
