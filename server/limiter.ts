import { Redis } from "ioredis";
import { RateLimiterMemory, RateLimiterRedis } from "rate-limiter-flexible";
import { type Limiter, setLimiter } from "@/lib/limiter";
import { LIMITS, type LimitName } from "@/lib/limits";
import { QUICK_REDIS, reportDowntime } from "./redis";

/** Whoever asks does not wait longer for Redis, in milliseconds: from then on each process counts by itself. */
const PATIENCE_MS = 300;

/** Nobody knows when one of what is open at a time will be closed. */
const ENDLESS_WAIT_MS = 60_000;

/** `factor` times each limit, or none at 0. */
type Means = { factor: number; redisUrl: string | undefined };

/** Counts for the whole process. Answers how to end it. */
export function startLimiter(means: Means): () => Promise<void> {
  const { limiter, close } = createLimiter(means);
  setLimiter(means.factor === 0 ? null : limiter);
  return async () => {
    setLimiter(null);
    close();
  };
}

/**
 * Counts in Redis where there is one, so that all processes count together, and in memory where there is none or while it
 * is lost.
 */
export function createLimiter({ factor, redisUrl }: Means): { limiter: Limiter; close: () => void } {
  const redis = redisUrl && factor > 0 ? openRedis(redisUrl) : null;
  const counters = new Map<LimitName, RateLimiterMemory | RateLimiterRedis>();

  function counterOf(name: LimitName): RateLimiterMemory | RateLimiterRedis {
    const counter = counters.get(name) ?? createCounter(name);
    counters.set(name, counter);
    return counter;
  }

  function createCounter(name: LimitName): RateLimiterMemory | RateLimiterRedis {
    const { seconds, by } = LIMITS[name];
    const options = { keyPrefix: `parley:limit:${name}`, points: mostOf(name), duration: seconds };
    const memory = new RateLimiterMemory(options);
    if (!redis || by === "each process") return memory;
    return new RateLimiterRedis({
      ...options,
      storeClient: redis,
      rejectIfRedisNotReady: true,
      insuranceLimiter: memory,
    });
  }

  const mostOf = (name: LimitName) => Math.max(1, Math.round(LIMITS[name].points * factor));

  const limiter: Limiter = {
    async take(name, key, points) {
      const counter = counterOf(name);
      const most = mostOf(name);
      const { consumedPoints, msBeforeNext } = await counter.penalty(key, points);
      const over = Math.min(points, Math.max(0, consumedPoints - most));
      if (over === 0) return { taken: points, most, wait: 0 };
      await counter.reward(key, over);
      return { taken: points - over, most, wait: msBeforeNext > 0 ? msBeforeNext : ENDLESS_WAIT_MS };
    },
    async giveBack(name, key, points) {
      const { consumedPoints } = await counterOf(name).reward(key, points);
      // What does not end by itself would be kept for everybody who has ever come.
      if (consumedPoints <= 0 && LIMITS[name].seconds === 0) await counterOf(name).delete(key);
    },
  };
  return { limiter, close: () => redis?.disconnect() };
}

/** A connection of its own. One on which an answer is late is given up, so that nobody else waits for it. */
function openRedis(url: string): Redis {
  const redis = new Redis(url, { ...QUICK_REDIS, socketTimeout: PATIENCE_MS });
  reportDowntime(redis, "the redis of the limits");
  return redis;
}
