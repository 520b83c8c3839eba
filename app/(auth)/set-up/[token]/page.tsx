import type { Metadata } from "next";
import { setUpForm } from "@/app/actions/accounts";
import { LonePage } from "@/components/lone-page";
import { NewAccountForm } from "@/components/sign-in/new-account-form";
import { SignInLink } from "@/components/sign-in/sign-in-link";
import { inWords } from "@/components/words";
import { answer } from "@/lib/answer";
import { requireSetUp } from "@/lib/set-up";
import { Token } from "@/lib/wire/accounts";

export const metadata: Metadata = { title: "Set up" };

export default async function SetUpPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const link = await answer(Token, token, requireSetUp);
  if (!link.ok) {
    return (
      <LonePage title="There is nothing to set up" text={inWords(link)}>
        <SignInLink />
      </LonePage>
    );
  }

  return (
    <LonePage title="Make this Parley yours" text="You are its first administrator, and invite the others.">
      <NewAccountForm action={setUpForm} token={token} submit="Set up" />
    </LonePage>
  );
}
