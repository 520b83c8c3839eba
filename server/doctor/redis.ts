import { Redis } from "ioredis";
import type { Environment } from "@/lib/environment";
import { type Finding, ok, reasonOf, warning } from "./finding";

const FAR = 20;

/** Without it nothing is lost, so that it is never wrong. */
export async function checkRedis({ REDIS_URL }: Environment): Promise<Finding[]> {
  if (!REDIS_URL) return [ok("There is no Redis: none is needed for one process.")];
  const options = { lazyConnect: true, connectTimeout: 2_000, socketTimeout: 2_000, maxRetriesPerRequest: 0 };
  const redis = new Redis(REDIS_URL, { ...options, retryStrategy: () => null });
  redis.on("error", () => {});
  try {
    await redis.connect();
    const began = Date.now();
    await redis.ping();
    const took = Date.now() - began;
    const what = `The way to Redis and back takes ${took} ms.`;
    return [took <= FAR ? ok(what) : warning(what, "Put it nearer to Parley.")];
  } catch (error) {
    const fix = "Start it, or look at REDIS_URL. Until then processes hear of each other within three seconds.";
    return [warning(`Redis is not to be had: ${reasonOf(error)}.`, fix)];
  } finally {
    redis.disconnect();
  }
}
