"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import { inWords } from "@/components/words";
import type { RefusedAccount } from "@/lib/wire/accounts";
import { NAME_LENGTH } from "@/lib/wire/limits";
import { NewPasswordField } from "./new-password-field";

type NewAccountFormProps = {
  action: (before: RefusedAccount | null, form: FormData) => Promise<RefusedAccount>;
  /** Of the link that lets the person in. */
  token?: string;
  submit: string;
};

/** Works before any script has run, as all does that somebody needs to come in. */
export function NewAccountForm({ action, token, submit }: NewAccountFormProps) {
  const [refused, run, isRunning] = useActionState(action, null);
  return (
    <form action={run} className="grid gap-4">
      {refused && <Notice>{inWords(refused.refusal)}</Notice>}
      {token && <input type="hidden" name="token" value={token} />}
      <TextField
        label="Your name"
        hint="As others see it."
        name="name"
        defaultValue={refused?.name}
        required
        maxLength={NAME_LENGTH}
        autoComplete="name"
      />
      <TextField
        label="Username"
        hint="To sign in with, and for others to mention you by."
        name="username"
        defaultValue={refused?.username}
        required
        minLength={2}
        maxLength={32}
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
      />
      <NewPasswordField />
      <Button type="submit" look="primary" size="l" aria-busy={isRunning}>
        {submit}
      </Button>
    </form>
  );
}
