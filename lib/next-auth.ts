import type { NextAuthOptions, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { answer } from "@/lib/answer";
import { deviceOf } from "@/lib/device";
import { noteDowntime } from "@/lib/downtime";
import { SessionClaims, sessionCookie } from "@/lib/session-cookie";
import { endSession, findViewer, signIn } from "@/lib/sessions";
import { settings } from "@/lib/settings";
import { SignIn } from "@/lib/wire/sessions";

/**
 * NextAuth over the same sessions as the sign-in page: its cookie only names a session, and the session's row decides.
 * Made anew for each request, because the settings are known only once the process has started.
 */
export function nextAuthOptions(): NextAuthOptions {
  const { secret } = settings();
  const { name, options } = sessionCookie();

  return {
    secret,
    session: { strategy: "jwt", maxAge: options.maxAge },
    cookies: { sessionToken: { name, options } },
    pages: { signIn: "/sign-in", signOut: "/t", error: "/sign-in" },
    providers: [credentials],
    callbacks: {
      // Called with a user at sign-in only. What it throws later ends the browser's session: there is none in the table.
      jwt: async ({ token, user }) => (user ? { ...SessionClaims.parse(user) } : requireLive(token)),
      session: async ({ session, token }) => ({ expires: session.expires, user: await profileOf(token) }),
    },
    events: {
      signOut: async ({ token }) => endSession(SessionClaims.parse(token).sessionId),
    },
  };
}

const credentials = CredentialsProvider({
  credentials: { username: { label: "Username" }, password: { label: "Password", type: "password" } },
  async authorize(given, request): Promise<User | null> {
    const device = deviceOf(new Headers(request.headers));
    const typed = { username: given?.username, password: given?.password };
    const outcome = await answer(SignIn, typed, (parsed) => signIn(parsed, device));
    return outcome.ok ? { id: outcome.value.sub, ...outcome.value } : null;
  },
});

async function requireLive(token: unknown): Promise<SessionClaims> {
  await profileOf(token);
  return SessionClaims.parse(token);
}

async function profileOf(token: unknown): Promise<{ name: string }> {
  const viewer = await findViewer(SessionClaims.parse(token)).catch((error) => {
    noteDowntime(error);
    throw error;
  });
  if (!viewer) throw new Error("The session has ended.");
  return { name: viewer.name };
}
