import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { settings } from "@/lib/settings";

/** The session's row decides how long it lasts; the cookie only has to outlive it, in use for years. */
const COOKIE_SECONDS = 400 * 24 * 60 * 60;

export type SessionClaims = z.infer<typeof SessionClaims>;
export const SessionClaims = z.object({ sub: z.uuid(), sessionId: z.uuid(), authVersion: z.int() });

/** `__Host-` binds the cookie to this host over TLS; browsers refuse such a name over plain http. */
export function sessionCookie() {
  const secure = settings().publicUrl?.startsWith("https:") ?? false;
  return {
    name: secure ? "__Host-parley.session" : "parley.session",
    options: { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: COOKIE_SECONDS },
  } as const;
}

export function sealSession(claims: SessionClaims): Promise<string> {
  return encode({ token: claims, secret: settings().secret, maxAge: COOKIE_SECONDS });
}

/** The claims in a request's session cookie; undefined when there is none, or none of ours. */
export async function readSessionCookie(
  cookie: (name: string) => string | undefined,
): Promise<SessionClaims | undefined> {
  const sealed = cookie(sessionCookie().name);
  if (!sealed) return undefined;

  // A cookie that somebody tampered with does not decode: that is an answer, not a fault.
  const token = await decode({ token: sealed, secret: settings().secret }).catch(() => null);
  return SessionClaims.safeParse(token).data;
}
