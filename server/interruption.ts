/** Aborts at the first Ctrl-C or SIGTERM, so that a command can clean up behind itself; the second one ends it at once. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () =>
      controller.abort(new Error("Stopped. Nothing was changed, and no half of anything is left.")),
    );
  }
  return controller.signal;
}
