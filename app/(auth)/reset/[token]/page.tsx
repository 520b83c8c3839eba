import type { Metadata } from "next";
import { LonePage } from "@/components/lone-page";
import { ResetForm } from "@/components/sign-in/reset-form";
import { SignInLink } from "@/components/sign-in/sign-in-link";
import { inWords } from "@/components/words";
import { answer } from "@/lib/answer";
import { requireReset } from "@/lib/resets";
import { Token } from "@/lib/wire/accounts";

export const metadata: Metadata = { title: "New password" };

export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const reset = await answer(Token, token, requireReset);
  if (!reset.ok) {
    return (
      <LonePage title="Your password stays as it is" text={inWords(reset)}>
        <SignInLink />
      </LonePage>
    );
  }

  return (
    <LonePage title="Choose a new password" text="You are then signed out everywhere else.">
      <ResetForm token={token} username={reset.value.username} />
    </LonePage>
  );
}
