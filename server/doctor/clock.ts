import { type Finding, ok, warning, wrong } from "./finding";

const SECOND = 1_000;

/** Compares a clock with that of this machine, by how many milliseconds it is ahead. */
export function checkClock(whose: string, ahead: number): Finding {
  const seconds = Math.round(Math.abs(ahead) / SECOND);
  const what = `The clock of ${whose} and that of this machine differ by ${seconds} s.`;
  const fix = "Let both set their clocks by NTP, for example with `timedatectl set-ntp true`.";
  if (seconds <= 2) return ok(what);
  return seconds <= 60 ? warning(what, fix) : wrong(what, fix);
}
