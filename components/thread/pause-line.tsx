import { useSecondsUntil } from "@/components/use-seconds-until";

/** That what was written waits because it was too much at once, and when it goes. Its line is always there. */
export function PauseLine({ until }: { until: number | null }) {
  const seconds = useSecondsUntil(until);
  return (
    <p role="status" aria-label="Sending" className="shrink-0 text-caption text-muted tabular-nums leading-5">
      {until !== null && (
        <>
          Waiting: sends again in {/* Each second is for the eye: heard once, at its first word, it is enough. */}
          <span aria-live="off">{seconds} s</span>
        </>
      )}
    </p>
  );
}
