import { bigint, foreignKey, index, integer, pgTable, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { moment } from "./columns";
import { messages } from "./messages";
import { users } from "./people";
import { threads } from "./threads";

/** What people send beside their words. What is in a file lies in the storage (lib/storage.ts). */
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
    /**
     * Under what it lies in the storage, another name for each try to finish it: two processes that do so at once do not
     * write over each other. Null until it is whole; and of those from before there were such names, which lie under their
     * ids.
     */
    storedAs: text(),
    createdAt: moment().notNull().defaultNow(),
  },
  (files) => [
    unique("files_thread_id_seq_place").on(files.threadId, files.seq, files.place),
    index("files_person_id").on(files.personId),
    uniqueIndex("files_stored_as").on(files.storedAs),
    foreignKey({ columns: [files.threadId, files.seq], foreignColumns: [messages.threadId, messages.seq] }),
  ],
);
