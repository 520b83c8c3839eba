import type { z } from "zod";
import { NAME_LENGTH } from "./limits";
import { text } from "./text";
import { asViewer } from "./viewer";

/** A person where only their name is shown. */
export type NamedPerson = { id: string; name: string };

/** A person as others see them. `pictureId` is of their face, when they have given one. */
export type Person = NamedPerson & { pictureId: string | null };

/** A person, and whether their account was deleted: then nobody writes to them alone any more. */
export type KnownPerson = Person & { isDeleted: boolean };

/** A person to start a conversation with. */
export type FoundPerson = Person & { username: string };

/** People whose name or username begins with the query. */
export type FindPeople = z.infer<typeof FindPeople>;
export const FindPeople = asViewer({ query: text(NAME_LENGTH) });
