/**
 * What to do about a refusal: `terminal`, the same request can never succeed; `retry`, it may succeed at once or soon;
 * `wait`, not before the time that the outcome names.
 */
export const REFUSALS = {
  "signed-out": "terminal",
  "other-viewer": "terminal",
  "wrong-credentials": "terminal",
  "invalid-input": "terminal",
  "not-a-participant": "terminal",
  "not-allowed": "terminal",
  blocked: "terminal",
  "no-such-person": "terminal",
  "no-such-message": "terminal",
  "message-deleted": "terminal",
  "message-id-taken": "terminal",
  "thread-id-taken": "terminal",
  "too-many-reactions": "terminal",
  "too-many-pins": "terminal",
  "last-owner": "terminal",
  "username-taken": "terminal",
  "unusable-username": "terminal",
  "last-administrator": "terminal",
  "link-ended": "terminal",
  "registration-closed": "terminal",
  "password-too-short": "terminal",
  "password-too-long": "terminal",
  "password-guessable": "terminal",
  "no-such-session": "terminal",
  "wrong-password": "terminal",
  "picture-too-large": "terminal",
  "not-a-picture": "terminal",
  "no-such-picture": "terminal",
  "file-empty": "terminal",
  "file-too-large": "terminal",
  "too-many-files": "terminal",
  "quota-exceeded": "terminal",
  "unusable-image": "terminal",
  "no-such-file": "terminal",
  "no-such-report": "terminal",
  "name-missing": "terminal",
  "name-too-long": "terminal",
  "too-fast": "wait",
  "too-many-tries": "wait",
  unavailable: "retry",
  unexpected: "retry",
} as const satisfies Record<string, "terminal" | "retry" | "wait">;

export type RefusalCode = keyof typeof REFUSALS;

/** Whether a refusal is of the viewer, whatever was asked: who is signed in is not whom the page was made for. */
export function isOfViewer(code: RefusalCode): boolean {
  return code === "signed-out" || code === "other-viewer";
}

/**
 * `retryAfter` is how long to wait before the next try, in seconds, fractions too; where it is missing the caller
 * chooses. `requestId` finds the line in the log; it is there when the refusal is a fault of ours.
 */
export type Refused = { ok: false; code: RefusalCode; retryAfter?: number; requestId?: string };

export type Outcome<Value> = { ok: true; value: Value } | Refused;

/** What a caller makes of no answer at all. */
export const NO_ANSWER: Refused = { ok: false, code: "unavailable" };
