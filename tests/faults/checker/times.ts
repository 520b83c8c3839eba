/** How long something took, in milliseconds; zero where it never happened. */
export type Times = { count: number; p50: number; p99: number; max: number };

export function timesOf(milliseconds: number[]): Times {
  const sorted = Float64Array.from(milliseconds).sort();
  const rank = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return { count: sorted.length, p50: rank(0.5), p99: rank(0.99), max: rank(1) };
}
