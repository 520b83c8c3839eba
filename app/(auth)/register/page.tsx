import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { registerForm } from "@/app/actions/accounts";
import { LonePage } from "@/components/lone-page";
import { NewAccountForm } from "@/components/sign-in/new-account-form";
import { SignInLink } from "@/components/sign-in/sign-in-link";
import { registration } from "@/lib/registration";
import { currentViewer } from "@/lib/viewer";

export const metadata: Metadata = { title: "Create an account" };

export default async function RegisterPage() {
  if (await currentViewer()) redirect("/t");
  if ((await registration()) !== "open") {
    return (
      <LonePage title="You cannot register here" text="Ask somebody who runs this Parley for an invite link.">
        <SignInLink />
      </LonePage>
    );
  }

  return (
    <LonePage title="Create an account" text="Choose how you sign in, and how others see you.">
      <NewAccountForm action={registerForm} submit="Create account" />
      <SignInLink />
    </LonePage>
  );
}
