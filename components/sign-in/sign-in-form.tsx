import { signInForm } from "@/app/actions/sessions";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import { inWords } from "@/components/words";
import type { Refused } from "@/lib/wire/outcome";

type SignInFormProps = { refusal: Refused | undefined; username: string; next: string };

export function SignInForm({ refusal, username, next }: SignInFormProps) {
  return (
    <form action={signInForm} className="grid gap-4">
      {refusal && <Notice>{inWords(refusal)}</Notice>}
      <input type="hidden" name="next" value={next} />
      <TextField
        label="Username"
        name="username"
        defaultValue={username}
        required
        maxLength={64}
        autoComplete="username"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        required
        autoComplete="current-password"
        autoFocus={refusal?.code === "wrong-credentials"}
      />
      <Button type="submit" look="primary" size="l">
        Sign in
      </Button>
    </form>
  );
}
