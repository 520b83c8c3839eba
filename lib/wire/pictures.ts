import { z } from "zod";
import { Id } from "./id";

export type ChangePicture = z.infer<typeof ChangePicture>;
/** Whose picture it is: the group's, or the viewer's own where no thread is named. */
export const ChangePicture = z.strictObject({ viewerId: Id, threadId: Id.optional() });

export const OpenPicture = z.strictObject({ id: Id });
