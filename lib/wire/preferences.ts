import { z } from "zod";
import { asViewer } from "./viewer";

/** What a person tells others of themselves. Whoever does not tell is not told by others either. */
export type Preferences = { receiptsOn: boolean; typingOn: boolean; presenceOn: boolean };

export type UpdatePreferences = z.infer<typeof UpdatePreferences>;
/** Only what is named changes. */
export const UpdatePreferences = asViewer({
  change: z
    .strictObject({ receiptsOn: z.boolean(), typingOn: z.boolean(), presenceOn: z.boolean() })
    .partial()
    .refine((change) => Object.keys(change).length > 0),
});
