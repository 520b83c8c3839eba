import { performance } from "node:perf_hooks";
import { hash } from "bcryptjs";
import { expect, onTestFinished, test } from "vitest";
import { hashing } from "@/lib/hashing";
import { hashPassword, isPassword } from "@/lib/passwords";
import { startHashing } from "./hashing";

/** How much of the time it took the event loop was busy, from 0 to 1. */
async function shareOfLoop(work: () => Promise<unknown>): Promise<number> {
  const before = performance.eventLoopUtilization();
  await work();
  return performance.eventLoopUtilization(before).utilization;
}

test("passwords are hashed beside the event loop", async () => {
  const password = "noodles at seven";
  const onIt = await shareOfLoop(() => hash(password, 12));
  onTestFinished(startHashing());
  // The first one waits for its thread.
  const kept = await hashPassword(password);
  const besideIt = await shareOfLoop(() => hashPassword(password));

  expect(besideIt).toBeLessThan(onIt / 2);
  expect(await isPassword(password, kept)).toBe(true);
  expect(await isPassword("noodles at eight", kept)).toBe(false);
  expect(await isPassword(password, undefined)).toBe(false);
  await expect(hashing().compare(password, "no hash")).resolves.toBe(false);
});

test("what a thread cannot do fails for whoever asked, and the next is served", async () => {
  onTestFinished(startHashing());
  await expect(hashing().hash("noodles", "no salt" as unknown as number)).rejects.toThrow();
  expect(await hashing().compare("noodles", await hashing().hash("noodles", 4))).toBe(true);
});
