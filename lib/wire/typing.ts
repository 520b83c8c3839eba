import { z } from "zod";
import { Id } from "./id";
import type { NamedPerson } from "./people";

export type SayTyping = z.infer<typeof SayTyping>;
/** The person is writing in a thread, or has stopped. */
export const SayTyping = z.strictObject({ threadId: Id, isTyping: z.boolean() });

/** The same, as the others hear it. */
export type Typing = SayTyping & { person: NamedPerson };
