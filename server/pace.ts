type Pace = { points: number; seconds: number };

/** Lets so many words of one socket pass and drops what is more, of which nobody need know. */
export function createPace({ points, seconds }: Pace, now: () => number = () => performance.now()) {
  let passed: number[] = [];

  return function passes(): boolean {
    passed = passed.filter((at) => now() - at < seconds * 1_000);
    if (passed.length >= points) return false;
    passed.push(now());
    return true;
  };
}
