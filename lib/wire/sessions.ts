import { z } from "zod";
import { text } from "./text";
import { asViewer } from "./viewer";

/** bcrypt reads no further than this many bytes: a longer password would be cut silently. */
const PASSWORD_BYTES = 72;

export const SignOut = asViewer({});

export type SignIn = z.infer<typeof SignIn>;
export const SignIn = z.strictObject({
  username: text(64).trim().toLowerCase().min(1),
  password: z
    .string()
    .min(1)
    .refine((password) => new TextEncoder().encode(password).length <= PASSWORD_BYTES),
});
