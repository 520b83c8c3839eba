/** What a search is made of, in a file of its own for the browser. */

/** What narrows a search down, and what it looks for then. */
export const OPERATORS = [
  { name: "from:", meaning: "what somebody wrote" },
  { name: "in:", meaning: "one conversation" },
  { name: "on:", meaning: "a day, a month or a year, such as 2026-11-03, or today" },
  { name: "before:", meaning: "before that day" },
  { name: "after:", meaning: "after that day" },
  { name: "has:", meaning: "a link, a file, an image or a reaction" },
  { name: "mentions:", meaning: "me: what names you" },
] as const;

/** What a message can have. */
export const THINGS = ["link", "file", "image", "reaction"] as const;
export type Thing = (typeof THINGS)[number];

/** Characters of a search, and words of it that are looked for. */
export const SEARCH_LENGTH = 500;
export const TERMS_LIMIT = 30;
