/**
 * The numbers that both ends keep to. In a file of their own, so that a browser that needs one does not load the
 * schemas.
 */

/** Characters of a message. */
export const MESSAGE_LENGTH = 10_000;
export const DRAFTS_PER_CALL = 20;
/** Messages a page of history. */
export const PAGE_SIZE = 50;
/** A place behind every message there can be: PostgreSQL keeps it in an `integer`. */
export const AFTER_ALL = 2_147_483_647;

export const THREADS_PER_PAGE = 50;
/** Threads of which a tab asks at once what it missed. */
export const THREADS_PER_SYNC = 50;
/** Further behind than this many changes, a thread is loaded anew. */
export const CHANGES_LIMIT = 200;
/** Unread messages are counted up to this; more are shown as "99+". */
export const UNREAD_LIMIT = 100;

/** Characters of the title of a group. */
export const TITLE_LENGTH = 80;
/** Characters of a person's name. */
export const NAME_LENGTH = 80;
export const PEOPLE_PER_CALL = 100;
