import { UNREAD_LIMIT } from "@/lib/wire/limits";

/** "3", "99+" from the number on up to which they are counted, and null for none. */
export function unreadInWords(unread: number): string | null {
  if (unread === 0) return null;
  return unread < UNREAD_LIMIT ? String(unread) : `${UNREAD_LIMIT - 1}+`;
}

/** "1 mention", "99+ mentions", and null for none. */
export function mentionsInWords(mentions: number): string | null {
  const number = unreadInWords(mentions);
  return number && `${number} ${mentions === 1 ? "mention" : "mentions"}`;
}

/** "(3) Ben · Parley": the title of a page with the number of conversations in which something is unread. */
export function titleWith(count: number, title: string): string {
  const number = unreadInWords(count);
  return number ? `(${number}) ${title}` : title;
}
