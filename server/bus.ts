import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { logFault } from "@/lib/log";
import type { Announcement } from "@/lib/realtime";

const CHANNEL = "parley:announcements";

/** Never waits for a Redis that is gone or hangs: what it does not carry, the sweep of each node finds. */
const OPTIONS = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  connectTimeout: 2_000,
  socketTimeout: 5_000,
  retryStrategy: (attempt: number) => Math.min(attempt * 100, 1_000),
};

export type Bus = {
  publish: (announcement: Announcement) => void;
  /** The first try to hear the others and to be heard is over, well or not. */
  ready: Promise<void>;
  close: () => void;
};

/** Carries announcements between the nodes. Without a Redis there is one node, and nothing to carry. */
export function openBus(redisUrl: string | undefined, onAnnouncement: (announcement: Announcement) => void): Bus {
  if (!redisUrl) return { publish: () => {}, ready: Promise.resolve(), close: () => {} };

  const node = randomUUID();
  const publisher = new Redis(redisUrl, OPTIONS);
  const subscriber = new Redis(redisUrl, { ...OPTIONS, socketTimeout: 0 });
  const isDown = reportDowntime(publisher);
  const hears = new Promise<void>((resolve) => {
    subscriber.on("error", () => resolve());
    subscriber.on("ready", () =>
      subscriber
        .subscribe(CHANNEL)
        .catch(isDown)
        .then(() => resolve()),
    );
  });
  const speaks = new Promise<void>((resolve) => publisher.once("ready", resolve).once("error", () => resolve()));
  subscriber.on("message", (_, text) => {
    const sent: { node: string; announcement: Announcement } = JSON.parse(text);
    if (sent.node !== node) onAnnouncement(sent.announcement);
  });

  return {
    ready: Promise.all([hears, speaks]).then(() => {}),
    publish(announcement) {
      publisher.publish(CHANNEL, JSON.stringify({ node, announcement })).catch(isDown);
    },
    close() {
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}

/** One line when Redis is lost, however much fails because of it, and the next one only after it was back. */
function reportDowntime(redis: Redis): (error: unknown) => void {
  let isUp = true;
  const report = (error: unknown) => {
    if (isUp) logFault("redis", error);
    isUp = false;
  };
  redis.on("error", report);
  redis.on("ready", () => {
    isUp = true;
  });
  return report;
}
