import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

/** Lower case without accents, by what every PostgreSQL has: the extension for it may not be there. */
const folded = (text: SQLWrapper): SQL =>
  sql`regexp_replace(normalize(lower(${text}), nfd), '[\\u0300-\\u036f]', '', 'g')`;

/** Whether a word of the text begins so. */
export const beginsIn = (text: SQLWrapper, beginning: string): SQL =>
  sql`position(' ' || ${folded(sql`${beginning}::text`)} in ' ' || ${folded(text)}) > 0`;

/** Whether the text is this one. */
export const isCalled = (text: SQLWrapper, name: string): SQL => sql`${folded(text)} = ${folded(sql`${name}::text`)}`;
