"use client";

import { useActionState } from "react";
import { resetForm } from "@/app/actions/accounts";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import { inWords } from "@/components/words";
import { NewPasswordField } from "./new-password-field";

/** Says whose password it is, so that what keeps passwords for people knows where to put it. */
export function ResetForm({ token, username }: { token: string; username: string }) {
  const [refusal, run, isRunning] = useActionState(resetForm, null);
  return (
    <form action={run} className="grid gap-4">
      {refusal && <Notice>{inWords(refusal)}</Notice>}
      <input type="hidden" name="token" value={token} />
      <TextField label="Username" value={username} readOnly autoComplete="username" />
      <NewPasswordField />
      <Button type="submit" look="primary" size="l" aria-busy={isRunning}>
        Set password
      </Button>
    </form>
  );
}
