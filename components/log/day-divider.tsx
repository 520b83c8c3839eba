import { dayInWords } from "@/components/clock";
import { useTimeZone } from "@/components/time-zone";

/** It stays in sight while the messages of its day scroll by; the browser must hold on to those and not to it. */
export function DayDivider({ date }: { date: string }) {
  const { today } = useTimeZone();
  return (
    <h2 className="pointer-events-none sticky [overflow-anchor:none] -top-2.5 z-10 flex justify-center pt-4.5 pb-2.5">
      <time
        dateTime={date}
        className="rounded-full bg-surface px-3 py-0.5 font-medium text-caption text-muted leading-4.5 ring-1 ring-hairline"
      >
        {dayInWords(date, today)}
      </time>
    </h2>
  );
}
