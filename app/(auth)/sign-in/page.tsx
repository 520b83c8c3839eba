import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Brand } from "@/components/brand";
import { DemoLogins } from "@/components/sign-in/demo-logins";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { refusalNamed } from "@/components/words";
import { demoLogins } from "@/lib/demo-logins";
import { localPath } from "@/lib/local-path";
import { currentViewer } from "@/lib/viewer";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { refused, username, next: wanted } = await searchParams;
  const next = localPath(typeof wanted === "string" ? wanted : undefined);
  if (await currentViewer()) redirect(next);

  return (
    <main className="grid min-h-dvh place-items-center bg-canvas p-6">
      <div className="w-full max-w-93">
        <Brand />
        <h1 className="mt-7 mb-1.5 font-bold text-title tracking-tight">Welcome back</h1>
        <p className="mb-6 text-muted">Your conversations are where you left them.</p>
        <SignInForm
          refusal={refusalNamed(refused)}
          username={typeof username === "string" ? username : ""}
          next={next}
        />
        <DemoLogins logins={demoLogins()} next={next} />
      </div>
    </main>
  );
}
