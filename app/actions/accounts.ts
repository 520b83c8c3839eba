"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { z } from "zod";
import { answer } from "@/lib/answer";
import { type Device, deviceOf } from "@/lib/device";
import * as invites from "@/lib/invites";
import * as registration from "@/lib/registration";
import * as resets from "@/lib/resets";
import type { SessionClaims } from "@/lib/session-cookie";
import * as setUps from "@/lib/set-up";
import { holdSession } from "@/lib/viewer";
import { NewAccount, NewAccountByLink, type RefusedAccount, ResetPassword } from "@/lib/wire/accounts";
import type { Refused } from "@/lib/wire/outcome";

/** Each makes an account and goes on signed in, or gives back what was typed; with scripts or without. */
export async function joinForm(_before: RefusedAccount | null, form: FormData): Promise<RefusedAccount> {
  return openAccount(form, NewAccountByLink, { token: field(form, "token") }, invites.join);
}

export async function setUpForm(_before: RefusedAccount | null, form: FormData): Promise<RefusedAccount> {
  return openAccount(form, NewAccountByLink, { token: field(form, "token") }, setUps.setUp);
}

export async function registerForm(_before: RefusedAccount | null, form: FormData): Promise<RefusedAccount> {
  return openAccount(form, NewAccount, {}, registration.register);
}

/** Sets a new password and goes on signed in. */
export async function resetForm(_before: Refused | null, form: FormData): Promise<Refused> {
  const device = deviceOf(await headers());
  const given = { token: field(form, "token"), password: field(form, "password") };
  const outcome = await answer(ResetPassword, given, (parsed) => resets.resetPassword(parsed, device));
  if (!outcome.ok) return outcome;

  await holdSession(outcome.value);
  redirect("/t");
}

async function openAccount<Input>(
  form: FormData,
  schema: z.ZodType<Input>,
  link: { token?: string },
  open: (input: Input, device: Device) => Promise<SessionClaims>,
): Promise<RefusedAccount> {
  const typed = { username: field(form, "username"), name: field(form, "name") };
  const device = deviceOf(await headers());
  const given = { ...typed, password: field(form, "password"), ...link };
  const outcome = await answer(schema, given, (parsed) => open(parsed, device));
  if (!outcome.ok) return { ...typed, refusal: outcome };

  await holdSession(outcome.value);
  redirect("/t");
}

function field(form: FormData, name: string): string {
  return String(form.get(name) ?? "");
}
