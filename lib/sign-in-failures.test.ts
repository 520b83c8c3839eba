import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { refused } from "@/lib/answer";
import { setLimiter } from "@/lib/limiter";
import { LIMITS } from "@/lib/limits";
import { signIn } from "@/lib/sessions";
import { createLimiter } from "@/server/limiter";
import { PASSWORD, person } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

setStage();
beforeEach(() => setLimiter(createLimiter({ factor: 0.1, redisUrl: undefined }).limiter));
afterEach(() => {
  setLimiter(null);
  vi.useRealTimers();
});

/** A tenth of the real ones, so that few passwords have to be hashed. */
const most = (name: "sign-in" | "sign-in-account" | "sign-in-address") => LIMITS[name].points / 10;

/** "in", or the code of the refusal. */
async function attempt(username: string, password: string, ip: string): Promise<string> {
  return signIn({ username, password }, { ip, userAgent: null }).then(
    () => "in",
    (error) => refused(error).code,
  );
}
const newName = () => `nobody-${randomUUID().slice(0, 8)}`;

test("who guesses at an account is stopped there, comes in elsewhere, and here when the time has come", async () => {
  const { username } = await person("Ana");
  for (let tries = 0; tries < most("sign-in"); tries += 1) {
    expect(await attempt(username, "wrong", "192.0.2.1")).toBe("wrong-credentials");
  }
  expect(await attempt(username, PASSWORD, "192.0.2.1")).toBe("too-many-tries");
  expect(await attempt(username, PASSWORD, "192.0.2.2")).toBe("in");

  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(Date.now() + LIMITS["sign-in"].seconds * 1000);
  expect(await attempt(username, PASSWORD, "192.0.2.1")).toBe("in");
});

test("a name that nobody has is refused like one that somebody has, with the same time to wait", async () => {
  const { username } = await person("Ana");
  const answersTo = async (name: string, ip: string) => {
    const answers: unknown[] = [];
    for (let tries = 0; tries <= most("sign-in"); tries += 1) {
      answers.push(await signIn({ username: name, password: "wrong" }, { ip, userAgent: null }).catch(refused));
    }
    return answers;
  };
  const known = await answersTo(username, "192.0.2.1");
  expect(known.at(-1)).toMatchObject({ code: "too-many-tries", retryAfter: LIMITS["sign-in"].seconds });
  expect(await answersTo(newName(), "192.0.2.2")).toEqual(known);
});

test("many tries at once are no more than one after the other", async () => {
  const { username } = await person("Ana");
  const tries = Array.from({ length: most("sign-in") + 5 }, () => attempt(username, "wrong", "192.0.2.1"));
  const codes = await Promise.all(tries);
  expect(codes.filter((code) => code === "wrong-credentials")).toHaveLength(most("sign-in"));
});

test("only what failed counts: whoever knows the password signs in as often as they like", async () => {
  const { username } = await person("Ana");
  for (let times = 0; times < 3 * most("sign-in"); times += 1) {
    expect(await attempt(username, PASSWORD, "192.0.2.1")).toBe("in");
  }
});

test("who guesses from everywhere shuts out the person for minutes, and not where they have signed in before", async () => {
  const { username } = await person("Ana");
  expect(await attempt(username, PASSWORD, "2001:db8:1:2::7")).toBe("in");
  for (let tries = 0; tries < most("sign-in-account"); tries += 1) {
    expect(await attempt(username, "wrong", `198.51.100.${tries}`)).toBe("wrong-credentials");
  }
  expect(await attempt(username, "wrong", "203.0.113.1")).toBe("too-many-tries");
  expect(await attempt(username, PASSWORD, "203.0.113.1")).toBe("too-many-tries");
  expect(await attempt(username, PASSWORD, "2001:db8:1:2::8")).toBe("in");

  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(Date.now() + LIMITS["sign-in-account"].seconds * 1000);
  expect(await attempt(username, PASSWORD, "203.0.113.1")).toBe("in");
  expect(LIMITS["sign-in-account"].seconds).toBeLessThanOrEqual(5 * 60);
});

test("one address does not try the accounts one after the other", async () => {
  const { username } = await person("Ana");
  for (let tries = 0; tries < most("sign-in-address"); tries += 1) {
    expect(await attempt(newName(), "wrong", "192.0.2.1")).toBe("wrong-credentials");
  }
  expect(await attempt(username, PASSWORD, "192.0.2.1")).toBe("too-many-tries");
});
