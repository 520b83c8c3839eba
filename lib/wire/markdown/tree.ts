import type { Mention } from "@/lib/wire/messages";

/** What stands in a line: text as it is written, and what surrounds it. */
export type Inline =
  | string
  | { type: "strong" | "emphasis" | "strike"; children: Inline[] }
  | { type: "code"; text: string }
  | { type: "link"; href: string; children: Inline[] }
  | { type: "mention"; person: Mention };

export type Block =
  | { type: "text"; children: Inline[] }
  /** `language` is what follows the fence, as it is written: a name, maybe more. */
  | { type: "code"; language: string; text: string }
  | { type: "quote"; children: Block[] }
  /** `start` is the number of the first item; null in a list without numbers. */
  | { type: "list"; start: number | null; items: Block[][] };
