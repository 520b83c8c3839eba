import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import type { Announcement } from "@/lib/realtime";
import { QUICK_REDIS, reportDowntime } from "./redis";

const CHANNEL = "parley:announcements";

export type Bus = {
  publish: (announcement: Announcement) => void;
  /** The first try to hear the others and to be heard is over, well or not. */
  ready: Promise<void>;
  close: () => void;
};

/**
 * Carries announcements between the nodes. Without a Redis there is one node, and nothing to carry. What a Redis that is
 * lost does not carry, the sweep of each node finds.
 */
export function openBus(redisUrl: string | undefined, onAnnouncement: (announcement: Announcement) => void): Bus {
  if (!redisUrl) return { publish: () => {}, ready: Promise.resolve(), close: () => {} };

  const node = randomUUID();
  const publisher = new Redis(redisUrl, QUICK_REDIS);
  const subscriber = new Redis(redisUrl, { ...QUICK_REDIS, socketTimeout: 0 });
  const isDown = reportDowntime(publisher, "redis");
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
