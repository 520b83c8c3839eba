import { UNREAD_LIMIT } from "@/lib/wire/limits";

/** "3", "99+" from the number on up to which they are counted, and null for none. */
export function unreadInWords(unread: number): string | null {
  if (unread === 0) return null;
  return unread < UNREAD_LIMIT ? String(unread) : `${UNREAD_LIMIT - 1}+`;
}
