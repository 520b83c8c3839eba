import type { MessageFile } from "@/lib/wire/files";

/** Where a file of a message is, for those who may read it. */
export const addressOf = ({ id }: Pick<MessageFile, "id">) => `/api/files/${id}`;

/** Where it is of the size that the log shows. */
export const thumbnailOf = (file: Pick<MessageFile, "id">) => `${addressOf(file)}?size=small`;
