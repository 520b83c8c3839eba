import { bigint, foreignKey, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { moment } from "./columns";
import { messages } from "./messages";
import { users } from "./people";
import { threads } from "./threads";

/** What people send beside their words. What is in a file lies in the storage, under its id (lib/storage.ts). */
export const files = pgTable(
  "files",
  {
    /** Chosen by the sender's browser: going on after a lost connection is the same file. */
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => users.id),
    threadId: uuid()
      .notNull()
      .references(() => threads.id),
    /** The message that it was sent with, and its place there; null until then. */
    seq: integer(),
    place: integer(),
    name: text().notNull(),
    /** In bytes. Until the file is whole: how long it is said to become. */
    size: bigint({ mode: "number" }).notNull(),
    /** By its first bytes, whatever its name says; null until it is whole. */
    type: text(),
    /** Of an image, in pixels. */
    width: integer(),
    height: integer(),
    /** Of an image, base64; and of its thumbnail, in bytes: null where it needs none, or came before there were any. */
    thumbhash: text(),
    thumbnailSize: integer(),
    createdAt: moment().notNull().defaultNow(),
  },
  (files) => [
    unique("files_thread_id_seq_place").on(files.threadId, files.seq, files.place),
    index("files_person_id").on(files.personId),
    foreignKey({ columns: [files.threadId, files.seq], foreignColumns: [messages.threadId, messages.seq] }),
  ],
);
