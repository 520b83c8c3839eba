import { settings } from "@/lib/settings";
import { hostOf } from "./targets";

/** The name under which people open Parley; null where nobody said it. */
export function ownHost(): string | null {
  const { publicUrl } = settings();
  return publicUrl ? hostOf(new URL(publicUrl)) : null;
}
