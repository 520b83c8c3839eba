import { z } from "zod";
import { Id } from "./id";
import { PASSWORD_BYTES } from "./limits";
import { text } from "./text";
import { asViewer } from "./viewer";

export const SignOut = asViewer({});

export type SignIn = z.infer<typeof SignIn>;
export const SignIn = z.strictObject({
  username: text(64).trim().toLowerCase().min(1),
  password: z
    .string()
    .min(1)
    .max(PASSWORD_BYTES)
    .refine((password) => new TextEncoder().encode(password).length <= PASSWORD_BYTES),
});

/**
 * A session of the viewer's own that goes on. Times are ISO 8601 in UTC; `userAgent` is what the browser said of itself,
 * and `address` where it was when the session began.
 */
export type OwnSession = {
  id: string;
  userAgent: string | null;
  address: string | null;
  createdAt: string;
  lastSeenAt: string;
  isThis: boolean;
};

export type EndOwnSession = z.infer<typeof EndOwnSession>;
export const EndOwnSession = asViewer({ sessionId: Id });

export const EndOtherSessions = asViewer({});
