import { TextField } from "@/components/ui/text-field";
import { PASSWORD_LENGTH } from "@/lib/wire/limits";

/** Never filled in again after a refusal, and free to be pasted into. */
export function NewPasswordField() {
  return (
    <TextField
      label="Password"
      hint={`At least ${PASSWORD_LENGTH} characters. A few words are easier to keep in mind than signs.`}
      name="password"
      type="password"
      required
      minLength={PASSWORD_LENGTH}
      autoComplete="new-password"
    />
  );
}
