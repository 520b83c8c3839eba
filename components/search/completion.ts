import { OPERATORS, THINGS } from "@/lib/wire/operators";

/** What is being typed at the caret, from `start` on: an operator, or behind one (`from:`) what it is about. */
export type Wanted = { operator: string | null; query: string; start: number };

/** `text` takes the place of what was typed. */
export type Option = { text: string; name: string; detail: string };

const BEGUN =
  /(?:^|\s)-?(?:(?<operator>from|in|on|before|after|has|mentions):)?(?:"(?<quoted>[^"]*)|(?<word>[^\s"]*))$/i;

export function wantedAt(text: string, caret: number): Wanted | null {
  const { operator, quoted, word = "" } = BEGUN.exec(text.slice(0, caret))?.groups ?? {};
  const query = quoted ?? word;
  if (operator) {
    const typed = operator.length + 1 + (quoted === undefined ? 0 : 1) + query.length;
    return { operator: `${operator.toLowerCase()}:`, query, start: caret - typed };
  }
  return word ? { operator: null, query: word, start: caret - word.length } : null;
}

/** What can be offered without asking anybody. */
export function optionsFor({ operator, query }: Wanted): Option[] {
  const wanted = query.toLowerCase();
  if (operator === null) {
    const begun = OPERATORS.filter(({ name }) => name.startsWith(wanted) && name !== wanted);
    return begun.map(({ name, meaning }) => ({ text: name, name, detail: meaning }));
  }
  const values = (VALUES[operator] ?? []).filter(({ value }) => value.startsWith(wanted) && value !== wanted);
  return values.map(({ value, detail }) => ({ text: `${operator}${value} `, name: `${operator}${value}`, detail }));
}

const DAYS = [
  { value: "today", detail: "" },
  { value: "yesterday", detail: "" },
];

const VALUES: Record<string, { value: string; detail: string }[]> = {
  ...{ "on:": DAYS, "before:": DAYS, "after:": DAYS },
  "has:": THINGS.map((thing) => ({ value: thing, detail: `with ${thing === "image" ? "an" : "a"} ${thing}` })),
  "mentions:": [{ value: "me", detail: "that names you" }],
  "from:": [{ value: "me", detail: "what you wrote" }],
};

/** A person or a conversation as an operator names them. */
export function namedOption(operator: string, name: string, called: string, detail: string): Option {
  const value = /[\s"]/.test(called) ? `"${called.replaceAll('"', "")}"` : called;
  return { text: `${operator}${value} `, name, detail };
}
