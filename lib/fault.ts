/** What the log may hold of a fault: where it is in the code and what the database calls it, and nothing that somebody wrote. */
export type Fault = { name: string; said: string; stack: string[]; code?: string; constraint?: string };

const SAID_LIMIT = 300;

/**
 * Of an error that wraps another one the inner one: Drizzle's own lists the parameters of the query. What stands in quotes
 * is left out, for V8 and PostgreSQL quote what they were given.
 */
export function faultOf(error: unknown): Fault {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return { name: typeof cause, said: withoutContent(String(cause)), stack: [] };

  const { code, constraint_name: constraint } = Object.fromEntries(Object.entries(cause));
  return {
    name: cause.name,
    said: withoutContent(cause.message),
    stack: framesOf(cause),
    ...(typeof code === "string" && { code }),
    ...(typeof constraint === "string" && { constraint }),
  };
}

/** The stack without the message, which may have any number of lines. */
function framesOf({ name, message, stack = "" }: Error): string[] {
  const rest = stack.startsWith(`${name}: ${message}`) ? stack.slice(`${name}: ${message}`.length) : stack;
  return rest.split("\n").flatMap((line) => /^\s+at (.+)/.exec(line)?.[1] ?? []);
}

/** The first line of a text without what may be somebody's: quotes, addresses and paths, and what is long enough for a token. */
export function withoutContent(text: string): string {
  const [first = ""] = text.split("\n");
  return first
    .slice(0, SAID_LIMIT)
    .replace(/"[^"]*"?|“[^”]*”?|`[^`]*`?|'[^']*'(?!\w)/g, "…")
    .replace(/\b\w+:\/\/\S+|(?<!\w)\/\S+/g, "…")
    .replace(/[\w.~+/=-]{30,}/g, (long) => (/^[\da-f-]{36}$/.test(long) ? long : "…"));
}
