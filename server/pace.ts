/** Lets so many words of one socket pass `withinMs`, in milliseconds, and drops what is more. */
export function createPace(words: number, withinMs: number, now: () => number = () => performance.now()) {
  let passed: number[] = [];

  return function passes(): boolean {
    passed = passed.filter((at) => now() - at < withinMs);
    if (passed.length >= words) return false;
    passed.push(now());
    return true;
  };
}
