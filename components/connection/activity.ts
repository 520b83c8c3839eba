import type { Activity } from "@/lib/wire/presence";

/** Without a key, a click or a movement for this long, somebody is away. */
const AWAY_MS = 5 * 60_000;

const INPUTS = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart", "focus"] as const;

/** Calls back with whether there is somebody before the page, now and at each change; the answer ends it. */
export function watchActivity(onChange: (activity: Activity) => void): () => void {
  let activity: Activity | undefined;
  let inputAt = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function look(): void {
    clearTimeout(timer);
    const idle = Date.now() - inputAt;
    const next = document.visibilityState === "visible" && idle < AWAY_MS ? "online" : "away";
    if (next === "online") timer = setTimeout(look, AWAY_MS - idle);
    if (next === activity) return;
    activity = next;
    onChange(next);
  }

  function noteInput(): void {
    inputAt = Date.now();
    if (activity === "away") look();
  }

  function noteVisibility(): void {
    if (document.visibilityState === "visible") inputAt = Date.now();
    look();
  }

  look();
  for (const input of INPUTS) window.addEventListener(input, noteInput, { capture: true, passive: true });
  document.addEventListener("visibilitychange", noteVisibility);
  return () => {
    clearTimeout(timer);
    for (const input of INPUTS) window.removeEventListener(input, noteInput, { capture: true });
    document.removeEventListener("visibilitychange", noteVisibility);
  };
}
