type EdgeProps = {
  /** What is there: "older messages". */
  what: string;
  isLoading: boolean;
  hasFailed: boolean;
  onLoad: () => void;
};

/** Where the loaded messages end and the thread does not. It is loaded before one gets there, mostly. */
export function Edge({ what, isLoading, hasFailed, onLoad }: EdgeProps) {
  return (
    <div className="flex min-h-14 items-center justify-center gap-x-3 text-muted text-small noscript:hidden">
      {hasFailed && <p role="alert">{`${what[0]?.toUpperCase()}${what.slice(1)} could not be loaded.`}</p>}
      <button
        type="button"
        onClick={onLoad}
        aria-busy={isLoading}
        className="h-8 rounded-m px-3 font-medium hover:bg-hover hover:text-text aria-busy:opacity-60 pointer-coarse:h-11"
      >
        {hasFailed ? "Try again" : `Show ${what}`}
      </button>
    </div>
  );
}
