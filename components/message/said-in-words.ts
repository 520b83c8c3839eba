import type { FileName } from "@/lib/wire/excerpts";
import { plainText } from "@/lib/wire/markdown/plain-text";
import type { Mention } from "@/lib/wire/messages";

type Said = { body: string; files: FileName[]; mentions?: Mention[] };

/** What a message says in one line: its words, and without any the names of its files. */
export function saidInWords({ body, files, mentions }: Said): string {
  return plainText(body, mentions) || files.map(({ name }) => name).join(", ");
}
