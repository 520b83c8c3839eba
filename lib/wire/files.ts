import { z } from "zod";
import { Id } from "./id";
import { FILE_NAME_LENGTH } from "./limits";
import { text } from "./text";
import { asViewer } from "./viewer";

/** A file of a message. `size` is in bytes, `type` is what its first bytes say, `width` and `height` are an image's pixels. */
export type MessageFile = {
  id: string;
  name: string;
  size: number;
  type: string;
  width: number | null;
  height: number | null;
  /** How an image looks from afar, base64; null for those from before there was such a thing. */
  thumbhash: string | null;
};

/** What no name shows: control characters, and those that turn the direction of what follows ("gnp.exe" as "exe.png"). */
export const UNSHOWABLE = /[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;

/** A file's name is only ever shown. Of a path the last part is it. */
const FileName = text(FILE_NAME_LENGTH).transform(
  (name) => name.split(/[/\\]/).at(-1)?.replace(UNSHOWABLE, "").trim().replace(/^\.+$/, "") || "file",
);

const Bytes = z.coerce.number().int().nonnegative();

export type PutFile = z.infer<typeof PutFile>;
/** A file for a thread, of `size` bytes in the end, and from which of them on the request brings more. */
export const PutFile = asViewer({ threadId: Id, id: Id, name: FileName, size: Bytes, offset: Bytes });

/** How many bytes of a file the server has; `file` is there when it is whole and known for what it is. */
export type ReceivedFile = { received: number; file: MessageFile | null };

export type CancelFile = z.infer<typeof CancelFile>;
export const CancelFile = asViewer({ id: Id });

export type OpenFile = z.infer<typeof OpenFile>;
/** A file, or of an image its thumbnail. */
export const OpenFile = z.strictObject({ id: Id, size: z.literal("small").optional() });

/** The files of one message: how many, and of how many bytes each. */
export type FileLimits = { count: number; bytes: number };
