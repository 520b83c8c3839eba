import type { z } from "zod";
import { NAME_LENGTH } from "./limits";
import { text } from "./text";
import { asViewer } from "./viewer";

/** A person as others see them. */
export type Person = { id: string; name: string };

/** A person to start a conversation with. */
export type FoundPerson = Person & { username: string };

/** People whose name or username begins with the query. */
export type FindPeople = z.infer<typeof FindPeople>;
export const FindPeople = asViewer({ query: text(NAME_LENGTH) });
