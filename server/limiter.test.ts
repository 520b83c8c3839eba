import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { requireWithin, setLimiter } from "@/lib/limiter";
import { LIMITS } from "@/lib/limits";
import { openLink } from "@/tests/stage/link";
import { hasRedis, startRedis } from "@/tests/stage/redis";
import { createLimiter } from "./limiter";

const { points, seconds } = LIMITS.send;
const whole = { taken: points, most: points, wait: 0 };

test("what is over the limit is not taken, and goes on when the time has come", async () => {
  vi.useFakeTimers();
  const { limiter, close } = createLimiter({ factor: 1, redisUrl: undefined });
  expect(await limiter.take("send", "ana", points)).toEqual(whole);
  expect(await limiter.take("send", "ana", 1)).toMatchObject({ taken: 0, wait: seconds * 1000 });
  expect(await limiter.take("send", "ben", points)).toEqual(whole);

  vi.advanceTimersByTime(seconds * 1000 - 1);
  expect(await limiter.take("send", "ana", 1)).toMatchObject({ taken: 0, wait: 1 });
  vi.advanceTimersByTime(1);
  expect(await limiter.take("send", "ana", points)).toEqual(whole);
  close();
  vi.useRealTimers();
});

test("of several so many are taken as there is room for, and what was refused does not count", async () => {
  const { limiter } = createLimiter({ factor: 1, redisUrl: undefined });
  await limiter.take("send", "ana", points - 7);
  expect(await limiter.take("send", "ana", 20)).toMatchObject({ taken: 7 });
  await limiter.giveBack("send", "ana", 3);
  expect(await limiter.take("send", "ana", 20)).toMatchObject({ taken: 3 });
});

test("the factor makes each limit wider or narrower, and one at least is always taken", async () => {
  const wide = createLimiter({ factor: 2, redisUrl: undefined }).limiter;
  expect(await wide.take("send", "ana", 3 * points)).toMatchObject({ taken: 2 * points, most: 2 * points });
  const narrow = createLimiter({ factor: 0.00001, redisUrl: undefined }).limiter;
  expect(await narrow.take("send", "ana", 5)).toMatchObject({ taken: 1, wait: seconds * 1000 });
  expect(await narrow.take("send", "ana", 1)).toMatchObject({ taken: 0 });
});

test("what is larger than the whole limit goes alone", async () => {
  setLimiter(createLimiter({ factor: 0.00001, redisUrl: undefined }).limiter);
  await requireWithin("file-megabytes", "ana", 25);
  await expect(requireWithin("file-megabytes", "ana", 25)).rejects.toMatchObject({ code: "too-fast" });
  setLimiter(null);
});

test("what is open at a time frees its place when it is closed", async () => {
  const { limiter } = createLimiter({ factor: 0.005, redisUrl: undefined });
  expect(await limiter.take("open-sockets", "ana", 1)).toMatchObject({ taken: 1 });
  expect(await limiter.take("open-sockets", "ana", 1)).toMatchObject({ taken: 0, wait: 60_000 });
  await limiter.giveBack("open-sockets", "ana", 1);
  expect(await limiter.take("open-sockets", "ana", 1)).toMatchObject({ taken: 1 });
});

describe.skipIf(!hasRedis)("with a Redis", () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  /** A node that counts in the Redis by now. */
  async function openNode(url: string) {
    const node = createLimiter({ factor: 1, redisUrl: url });
    const other = createLimiter({ factor: 1, redisUrl: url });
    const key = `${Math.random()}`;
    await vi.waitFor(async () => {
      await node.limiter.take("send", key, points);
      expect(await other.limiter.take("send", key, 1)).toMatchObject({ taken: 0 });
    }, 60_000);
    other.close();
    return node;
  }

  test("two nodes count together", async () => {
    const [one, other] = [await openNode(redis.url), await openNode(redis.url)];
    expect(await one.limiter.take("send", "ana", points - 1)).toMatchObject({ wait: 0 });
    expect(await other.limiter.take("send", "ana", 1)).toMatchObject({ taken: 1 });
    const refused = await one.limiter.take("send", "ana", 1);
    expect(refused.taken).toBe(0);
    expect(refused.wait).toBeGreaterThan(0);
    expect(refused.wait).toBeLessThanOrEqual(seconds * 1000);
    for (const node of [one, other]) node.close();
  });

  test("when Redis is lost each node counts by itself and nobody waits, and together again when it is back", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const [one, other] = [await openNode(redis.url), await openNode(redis.url)];
    await one.limiter.take("send", "ben", points);
    await redis.stop();

    expect(await one.limiter.take("send", "ben", points)).toEqual(whole);
    expect(await one.limiter.take("send", "ben", 1)).toMatchObject({ taken: 0 });
    expect(await other.limiter.take("send", "ben", points)).toEqual(whole);

    redis = await startRedis(redis.port);
    const key = "after";
    await vi.waitFor(async () => {
      await one.limiter.take("send", key, points);
      expect(await other.limiter.take("send", key, 1)).toMatchObject({ taken: 0 });
    }, 60_000);
    for (const node of [one, other]) node.close();
  });

  test("a Redis that hangs holds nobody up for long", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const link = await openLink(() => ({ host: "127.0.0.1", port: redis.port }));
    const node = await openNode(`redis://127.0.0.1:${link.port}`);
    await node.limiter.take("send", "eve", 1);
    redis.process.kill("SIGSTOP");
    try {
      expect(await node.limiter.take("send", "eve", points)).toEqual(whole);
      expect(await node.limiter.take("send", "eve", 1)).toMatchObject({ taken: 0 });
    } finally {
      redis.process.kill("SIGCONT");
      node.close();
      link.close();
    }
  });
});
