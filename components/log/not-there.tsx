type NotThereProps = { isMissing: boolean; hasFailed: boolean; onRetry: () => void };

/** One wanted to go to another place of the thread, and could not. */
export function NotThere({ isMissing, hasFailed, onRetry }: NotThereProps) {
  if (!isMissing && !hasFailed) return null;
  return (
    <div
      role="alert"
      className="absolute inset-x-0 top-2 mx-auto flex min-h-9 w-fit max-w-[90%] items-center gap-x-3 rounded-full bg-raised px-4 text-small shadow-float ring-1 ring-hairline"
    >
      <p>{isMissing ? "This message is not here." : "These messages could not be loaded."}</p>
      {hasFailed && (
        <button
          type="button"
          onClick={onRetry}
          className="font-semibold text-accent underline underline-offset-2 pointer-coarse:min-h-11"
        >
          Try again
        </button>
      )}
    </div>
  );
}
