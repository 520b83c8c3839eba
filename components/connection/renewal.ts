import { hasUnsentText, onUnsentText } from "@/components/thread/unsent-text";

let isWaiting = false;

/** Loads the page anew, but not under somebody's hands: drafts are kept, a half-written text waits to be finished. */
export function renewWhenIdle(personId: string): void {
  if (isWaiting) return;
  isWaiting = true;
  renew();
  onUnsentText(renew);

  function renew(): void {
    if (!hasUnsentText(personId)) window.location.reload();
  }
}
