import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { LonePage } from "@/components/lone-page";
import { DemoLogins } from "@/components/sign-in/demo-logins";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { refusalOfAddress } from "@/components/words";
import { demoLogins } from "@/lib/demo-logins";
import { localPath } from "@/lib/local-path";
import { registration } from "@/lib/registration";
import { currentViewer } from "@/lib/viewer";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { refused, wait, username, next: wanted } = await searchParams;
  const next = localPath(typeof wanted === "string" ? wanted : undefined);
  if (await currentViewer()) redirect(next);

  return (
    <LonePage title="Welcome back" text="Your conversations are where you left them.">
      <SignInForm
        refusal={refusalOfAddress(refused, wait)}
        username={typeof username === "string" ? username : ""}
        next={next}
      />
      {(await registration()) === "open" && (
        <p className="mt-5 text-muted text-small">
          New here?{" "}
          <Link href="/register" className="font-semibold text-accent underline underline-offset-3">
            Create an account
          </Link>
        </p>
      )}
      <DemoLogins logins={demoLogins()} next={next} />
    </LonePage>
  );
}
