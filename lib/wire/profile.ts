import { z } from "zod";
import { NAME_LENGTH } from "./limits";
import { text } from "./text";
import { asViewer } from "./viewer";

export type Theme = z.infer<typeof Theme>;
export const Theme = z.enum(["system", "light", "dark"]);

export type ChangeName = z.infer<typeof ChangeName>;
/** Longer than a name may be, so that whoever typed too much hears that, and not that something is wrong. */
export const ChangeName = asViewer({ name: text(10 * NAME_LENGTH) });

export type ChangeTheme = z.infer<typeof ChangeTheme>;
export const ChangeTheme = asViewer({ theme: Theme });
