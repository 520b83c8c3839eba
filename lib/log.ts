/** One line for a fault of ours, under the id that the answer carries. Queries are logged without their parameters. */
export function logFault(requestId: string, error: unknown): void {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  console.error(
    JSON.stringify({ level: "error", requestId, error: cause instanceof Error ? cause.stack : String(cause) }),
  );
}
