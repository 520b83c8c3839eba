import { customType, integer, timestamp, uuid } from "drizzle-orm/pg-core";

/** To the millisecond, as JavaScript has it: a time that goes out and comes back in a cursor is still the same. */
export const moment = () => timestamp({ withTimezone: true, mode: "date", precision: 3 });

/** The place of a message that a row belongs to. */
export const ofMessage = () => ({ threadId: uuid().notNull(), seq: integer().notNull() });

export const bytes = customType<{ data: Buffer; driverData: Uint8Array }>({ dataType: () => "bytea" });
