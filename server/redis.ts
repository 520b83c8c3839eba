import type { Redis } from "ioredis";
import { logFault } from "@/lib/log";

/** Never waits for a Redis that is gone or hangs. */
export const QUICK_REDIS = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  connectTimeout: 2_000,
  socketTimeout: 5_000,
  retryStrategy: (attempt: number) => Math.min(attempt * 100, 1_000),
};

/**
 * One line when Redis is lost, however much fails because of it, and the next one only after it was back; `onFailure` hears
 * of each.
 */
export function reportDowntime(redis: Redis, name: string, onFailure = () => {}): (error: unknown) => void {
  let isUp = true;
  const report = (error: unknown) => {
    onFailure();
    if (isUp) logFault(name, error);
    isUp = false;
  };
  redis.on("error", report);
  redis.on("ready", () => {
    isUp = true;
  });
  return report;
}
