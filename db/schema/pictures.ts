import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytes, moment } from "./columns";

/** Faces of people and groups: small, square and made by us, so that they live where everything else does. */
export const pictures = pgTable("pictures", {
  id: uuid().primaryKey(),
  data: bytes().notNull(),
  type: text({ enum: ["image/webp"] }).notNull(),
  createdAt: moment().notNull().defaultNow(),
});
