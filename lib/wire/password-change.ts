import { z } from "zod";
import { asViewer } from "./viewer";

/** Far longer than a password may be, so that whoever typed too much hears that, and not that something is wrong. */
const Typed = z.string().max(1000);

export type ChangePassword = z.infer<typeof ChangePassword>;
export const ChangePassword = asViewer({ present: Typed, wanted: Typed });
