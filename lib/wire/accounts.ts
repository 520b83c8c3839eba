import { z } from "zod";
import { Id } from "./id";
import { NAME_LENGTH } from "./limits";
import type { Refused } from "./outcome";
import { text } from "./text";
import { asViewer } from "./viewer";

/** What a link carries. */
export const Token = z.string().max(64);

/** A password that somebody chooses. The rule for it says more than a schema could (`requireGoodPassword`). */
const NewPassword = text(1000);

export type NewAccount = z.infer<typeof NewAccount>;
export const NewAccount = z.strictObject({
  username: text(64).trim().toLowerCase().min(1),
  name: text(NAME_LENGTH).trim().min(1),
  password: NewPassword,
});

export type NewAccountByLink = z.infer<typeof NewAccountByLink>;
export const NewAccountByLink = NewAccount.extend({ token: Token });

/** Somebody as an administrator sees them. */
export type Account = {
  id: string;
  username: string;
  name: string;
  pictureId: string | null;
  role: "member" | "administrator";
  isDeactivated: boolean;
};

/** `nextAfter` asks for the page after this one; null when there is none. */
export type AccountPage = { accounts: Account[]; nextAfter: string | null };

export type ListAccounts = z.infer<typeof ListAccounts>;
/** Whose name or username begins with the query, in the order of usernames, behind the username `after`. */
export const ListAccounts = z.strictObject({ query: text(NAME_LENGTH), after: text(64) });

export type NameAccount = z.infer<typeof NameAccount>;
export const NameAccount = asViewer({ personId: Id });

export type SetRole = z.infer<typeof SetRole>;
export const SetRole = asViewer({ personId: Id, role: z.enum(["member", "administrator"]) });

export type DeleteAccount = z.infer<typeof DeleteAccount>;
/** What the person wrote stays under another name, or only its places do. */
export const DeleteAccount = asViewer({ personId: Id, messages: z.enum(["keep", "stubs"]) });

export type ResetPassword = z.infer<typeof ResetPassword>;
export const ResetPassword = z.strictObject({ token: Token, password: NewPassword });

/** What a form for a new account gets back when it was refused: all that was typed but the password. */
export type RefusedAccount = { username: string; name: string; refusal: Refused };
