/**
 * Whether a failed query failed for want of the database, so that the same query may succeed later: the connection is
 * gone or refused, the server is starting, stopping or full, or a lock or a statement took too long.
 */
export function isUnavailable(error: unknown): boolean {
  return isConnectionLost(error) || hasCode(error, /^(08...|53...|57...|55P03)$/);
}

/** Whether it asked for what is not there, or not for this role. */
export function isMissing(error: unknown): boolean {
  return hasCode(error, /^(42P01|3F000|42501)$/);
}

/** Whether it was ended because it took longer than it may. */
export function isCancelled(error: unknown): boolean {
  return hasCode(error, /^57014$/);
}

/** Whether it failed because its connection came to an end, or never came about. */
export function isConnectionLost(error: unknown): boolean {
  return hasCode(error, /^(CONNECT|ECONN|EAGAIN|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND)/);
}

/** Drizzle puts the error of the query into one of its own. */
function hasCode(error: unknown, codes: RegExp): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string" && codes.test(error.code)) return true;
  return hasCode(error.cause, codes);
}
