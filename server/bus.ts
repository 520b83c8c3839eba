import { randomUUID } from "node:crypto";
import { Redis } from "ioredis";
import { metrics } from "@/lib/metrics";
import type { Announcement } from "@/lib/realtime";
import type { TracePlace } from "@/lib/tracing";
import { QUICK_REDIS, reportDowntime } from "./redis";

const CHANNEL = "parley:announcements";

/** What was announced, in which request and where in which trace if in one, and when, in ms since 1970. */
export type Passage = { announcement: Announcement; requestId?: string; trace?: TracePlace; announcedAt: number };

export type Bus = {
  publish: (passage: Passage) => void;
  /** The first try to hear the others and to be heard is over, well or not. */
  ready: Promise<void>;
  close: () => void;
};

/**
 * Carries announcements between the nodes. Without a Redis there is one node, and nothing to carry. What a Redis that is
 * lost does not carry, the sweep of each node finds.
 */
export function openBus(redisUrl: string | undefined, onPassage: (passage: Passage) => void): Bus {
  if (!redisUrl) return { publish: () => {}, ready: Promise.resolve(), close: () => {} };

  const node = randomUUID();
  const publisher = new Redis(redisUrl, QUICK_REDIS);
  const subscriber = new Redis(redisUrl, { ...QUICK_REDIS, socketTimeout: 0 });
  const isDown = reportDowntime(publisher, "redis", () => metrics().busFailures.inc());
  const hears = new Promise<void>((resolve) => {
    subscriber.on("error", () => {
      metrics().busFailures.inc();
      resolve();
    });
    subscriber.on("ready", () =>
      subscriber
        .subscribe(CHANNEL)
        .catch(isDown)
        .then(() => resolve()),
    );
  });
  const speaks = new Promise<void>((resolve) => publisher.once("ready", resolve).once("error", () => resolve()));
  subscriber.on("message", (_, text) => {
    const { node: source, ...passage }: Passage & { node: string } = JSON.parse(text);
    if (source !== node) onPassage(passage);
  });

  return {
    ready: Promise.all([hears, speaks]).then(() => {}),
    publish(passage) {
      publisher.publish(CHANNEL, JSON.stringify({ node, ...passage })).catch(isDown);
    },
    close() {
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}
