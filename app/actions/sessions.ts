"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { action } from "@/lib/action";
import { answer } from "@/lib/answer";
import { deviceOf } from "@/lib/device";
import { localPath } from "@/lib/local-path";
import { sessionCookie } from "@/lib/session-cookie";
import * as sessions from "@/lib/sessions";
import { currentViewer, holdSession } from "@/lib/viewer";
import { EndOtherSessions, EndOwnSession, SignIn, SignOut } from "@/lib/wire/sessions";

/** Begins a session and goes where the person wanted to go, or back to the sign-in page with the reason. */
export async function signInForm(form: FormData): Promise<void> {
  const next = localPath(String(form.get("next") ?? ""));
  const credentials = { username: form.get("username"), password: form.get("password") };
  const device = deviceOf(await headers());
  const outcome = await answer(SignIn, credentials, (given) => sessions.signIn(given, device));

  if (!outcome.ok) {
    const typed = String(credentials.username ?? "").slice(0, 64);
    const wait = outcome.retryAfter === undefined ? {} : { wait: String(outcome.retryAfter) };
    redirect(`/sign-in?${new URLSearchParams({ refused: outcome.code, ...wait, username: typed, next })}`);
  }
  await holdSession(outcome.value);
  redirect(next);
}

export const endOwnSession = action(EndOwnSession, sessions.endOwnSession, "leave");
export const endOtherSessions = action(EndOtherSessions, sessions.endOtherSessions, "leave");
export const signOut = action(SignOut, sessions.signOut, "leave");

/** Ends this session and the sockets that live on it, from a page without scripts. */
export async function signOutForm(): Promise<void> {
  const viewer = await currentViewer();
  if (viewer) await sessions.signOut(viewer);
  // Not `delete`: without `Secure` a browser does not accept the removal of a `__Host-` cookie.
  const { name, options } = sessionCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
  redirect("/sign-in");
}
