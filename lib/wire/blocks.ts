import { z } from "zod";
import { Id } from "./id";
import { asViewer } from "./viewer";

export type SetBlock = z.infer<typeof SetBlock>;
/** Said as it shall be: asking twice is the same. */
export const SetBlock = asViewer({ personId: Id, isBlocked: z.boolean() });
