/** What a check has found. `fix` says what to do about it. */
export type Finding = { level: "ok" | "warning" | "wrong"; what: string; fix?: string };

export const ok = (what: string): Finding => ({ level: "ok", what });
export const warning = (what: string, fix: string): Finding => ({ level: "warning", what, fix });
export const wrong = (what: string, fix: string): Finding => ({ level: "wrong", what, fix });

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message.replace(/\.$/, "") || ("code" in error ? String(error.code) : error.name);
}
