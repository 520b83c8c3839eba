import { foreignKey, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, moment, ofMessage } from "./columns";
import { messages } from "./messages";

/** What the page says about itself to which the first link of a message leads. Only of messages that are not deleted. */
export const linkPreviews = pgTable(
  "link_previews",
  {
    ...ofMessage(),
    /** The link as it stands in the message: with another one there this is the preview of nothing. */
    url: text().notNull(),
    title: text().notNull(),
    siteName: text(),
    description: text(),
    /** Its picture, small and made by us (`lib/preview-pictures.ts`), and its size in pixels. */
    pictureId: uuid(),
    picture: bytes(),
    pictureWidth: integer(),
    pictureHeight: integer(),
    createdAt: moment().notNull().defaultNow(),
    /** The author took it away; nothing of it is left, but that it is not to come back. */
    removedAt: moment(),
  },
  (previews) => [
    primaryKey({ columns: [previews.threadId, previews.seq] }),
    unique("link_previews_picture_id").on(previews.pictureId),
    foreignKey({ columns: [previews.threadId, previews.seq], foreignColumns: [messages.threadId, messages.seq] }),
  ],
);
