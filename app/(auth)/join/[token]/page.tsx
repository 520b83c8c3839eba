import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { joinForm } from "@/app/actions/accounts";
import { LonePage } from "@/components/lone-page";
import { NewAccountForm } from "@/components/sign-in/new-account-form";
import { SignInLink } from "@/components/sign-in/sign-in-link";
import { inWords } from "@/components/words";
import { answer } from "@/lib/answer";
import { requireOpenInvite } from "@/lib/invites";
import { currentViewer } from "@/lib/viewer";
import { Token } from "@/lib/wire/accounts";

export const metadata: Metadata = { title: "Join" };

/** Looking at it uses nothing up: whoever sends the link somewhere has it looked at by a preview first. */
export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  if (await currentViewer()) redirect("/t");
  const { token } = await params;
  const invite = await answer(Token, token, requireOpenInvite);
  if (!invite.ok) {
    return (
      <LonePage title="You cannot join with this link" text={inWords(invite)}>
        <SignInLink />
      </LonePage>
    );
  }

  return (
    <LonePage title="You are invited" text="Choose how you sign in, and how others see you.">
      <NewAccountForm action={joinForm} token={token} submit="Join" />
      <SignInLink />
    </LonePage>
  );
}
