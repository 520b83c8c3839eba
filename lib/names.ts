import { Refusal } from "@/lib/refusal";
import { NAME_LENGTH } from "@/lib/wire/limits";

/** What can be seen: a name of nothing but spaces and marks would be no name on any screen. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** A person's name as it is kept: on one line, with nothing around it. */
export function requireName(typed: string): string {
  const name = typed.replace(/[\s\p{Cc}]+/gu, " ").trim();
  if (!VISIBLE.test(name)) throw new Refusal("name-missing");
  if (name.length > NAME_LENGTH) throw new Refusal("name-too-long");
  return name;
}
