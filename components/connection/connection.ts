/** Where the live connection stands. `retryAt` is when the next try begins, in milliseconds since 1970. */
export type Connection =
  | { state: "connected" }
  | { state: "connecting" }
  | { state: "offline"; retryAt: number }
  | { state: "gave-up" };
