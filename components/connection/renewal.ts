import { onUnsentText } from "@/components/composer/unsent-text";

/** What was just loaded anew is as new as it gets: where servers of two builds take turns, it would never end. */
const AT_MOST_EVERY_MS = 60_000;

let stopListening = () => {};

/**
 * For a page that is older than its server: loads it anew, but not under somebody's hands, and not before all that was
 * written is stored. To be called each time that the page turns out to be old.
 */
export function renewWhenIdle(isStored: () => boolean): void {
  const renew = () => {
    if (isStored() && !isWriting() && !wasJustRenewed()) window.location.reload();
  };
  stopListening();
  stopListening = onUnsentText(renew);
  renew();
}

/** Only what is in a field counts: text of another conversation is kept, and may stay half-written for days. */
function isWriting(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    "textarea, input:not([type=hidden])",
  );
  return [...fields].some(({ value }) => value !== "");
}

function wasJustRenewed(): boolean {
  const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return navigation?.type === "reload" && performance.now() < AT_MOST_EVERY_MS;
}
