/**
 * The numbers that both ends keep to. In a file of their own, so that a browser that needs one does not load the
 * schemas.
 */

/** Characters of a message. */
export const MESSAGE_LENGTH = 10_000;
export const DRAFTS_PER_CALL = 20;
/** Different emoji on one message. */
export const REACTIONS_LIMIT = 20;
/** Earlier texts of one message that are shown. */
export const EDITS_LIMIT = 100;
/** Messages a page of history. */
export const PAGE_SIZE = 50;
/** A place behind every message there can be: PostgreSQL keeps it in an `integer`. */
export const AFTER_ALL = 2_147_483_647;

export const THREADS_PER_PAGE = 50;
/** Threads that one has pinned: they stand above all others, and each comes with the top of the list. */
export const PINS_LIMIT = 50;
/** Threads of which a tab asks at once what it missed. */
export const THREADS_PER_SYNC = 50;

/** What a tab may tell of itself: gaps since it last asked, and seconds for which a draft has waited. */
export const GAPS_LIMIT = 1_000;
export const DRAFT_SECONDS_LIMIT = 7 * 24 * 60 * 60;
/** Further behind than this many changes, a thread is loaded anew. */
export const CHANGES_LIMIT = 200;
/** Unread messages are counted up to this; more are shown as "99+". */
export const UNREAD_LIMIT = 100;

/** Characters of the title of a group. */
export const TITLE_LENGTH = 80;
/** Characters of a person's name. */
export const NAME_LENGTH = 80;
/** Characters of what somebody has against a message. */
export const REASON_LENGTH = 500;

/** Characters of a file's name, and files of one message at most, whatever the environment says. */
export const FILE_NAME_LENGTH = 255;
export const FILES_LIMIT = 100;

/** Bytes of a picture that somebody sends; what is kept of it is small. */
export const PICTURE_BYTES = 10 * 1024 * 1024;
/** Characters that a new password has at least. */
export const PASSWORD_LENGTH = 12;
/** bcrypt reads no further than this many bytes: a longer password would be cut silently. */
export const PASSWORD_BYTES = 72;
/** People who can join by one invite link, and days for which it lasts at most. */
export const INVITE_USES = 1000;
export const INVITE_DAYS = 90;
/** Invites, and sessions of one person, that are shown: the newest of those that still work, and those used last. */
export const INVITES_LIMIT = 500;
export const SESSIONS_LIMIT = 200;
export const ACCOUNTS_PER_PAGE = 50;
export const PEOPLE_PER_CALL = 100;
/** People of whom a tab hears at once whether they are there. */
export const PEOPLE_PER_WATCH = 200;
