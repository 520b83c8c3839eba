import { z } from "zod";
import { asViewer } from "./viewer";

/** Who can make an account for themselves: everybody, whoever has an invite link, or nobody. */
export type Registration = z.infer<typeof Registration>;
export const Registration = z.enum(["open", "invite", "closed"]);

export type SetRegistration = z.infer<typeof SetRegistration>;
export const SetRegistration = asViewer({ registration: Registration });
