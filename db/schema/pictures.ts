import { customType, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "./columns";

const bytes = customType<{ data: Buffer; driverData: Uint8Array }>({ dataType: () => "bytea" });

/** Faces of people and groups: small, square and made by us, so that they live where everything else does. */
export const pictures = pgTable("pictures", {
  id: uuid().primaryKey(),
  data: bytes().notNull(),
  type: text({ enum: ["image/webp"] }).notNull(),
  createdAt: moment().notNull().defaultNow(),
});
