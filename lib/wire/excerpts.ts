import type { MessageFile } from "./files";
import type { Message } from "./messages";
import type { NamedPerson } from "./people";

/** UTF-16 units of a message where only its beginning is shown. */
const EXCERPT_LENGTH = 200;

/** Of the files of a message that is shown in brief. */
export type FileName = Pick<MessageFile, "name">;

/** The beginning of the message that another one replies to, as it was at its change `rev`. */
export type Quote = {
  seq: number;
  rev: number;
  author: NamedPerson;
  body: string;
  isDeleted: boolean;
  files: FileName[];
};

/** What a thread's line in the list shows of its last message. Of `body` only the beginning. */
export type LastMessage = Pick<Message, "seq" | "id" | "author" | "body" | "event" | "isDeleted" | "mentions"> & {
  files: FileName[];
};

/** A message, or what was read of it, as a reply shows it. */
export function quoteOf({ seq, rev, author, body, isDeleted, files }: Quote): Quote {
  const { id, name } = author;
  return { seq, rev, author: { id, name }, body: beginningOf(body), isDeleted, files: namesOf(files) };
}

/** A message, or what was read of it, as the list shows it. */
export function lastMessageOf({ seq, id, author, body, event, isDeleted, mentions, files }: LastMessage): LastMessage {
  return { seq, id, author, body: beginningOf(body), event, isDeleted, mentions, files: namesOf(files) };
}

/** A message for somebody who may read its thread from that place on. The message itself must be one of those. */
export function asReadFrom(message: Message, readableFrom: number): Message {
  return message.quote && message.quote.seq < readableFrom ? { ...message, quote: null } : message;
}

function namesOf(files: FileName[]): FileName[] {
  return files.map(({ name }) => ({ name }));
}

/** No half of a character. */
function beginningOf(body: string): string {
  return body.slice(0, EXCERPT_LENGTH).replace(/[\ud800-\udbff]$/, "");
}
