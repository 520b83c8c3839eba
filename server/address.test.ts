import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { proxiesOf } from "@/lib/proxies";
import { addressOf } from "./address";

const from = (remoteAddress: string, said?: string | string[]) =>
  ({ socket: { remoteAddress }, headers: said === undefined ? {} : { "x-forwarded-for": said } }) as IncomingMessage;
const behind = (proxies: string, remoteAddress: string, said?: string | string[]) =>
  addressOf(from(remoteAddress, said), proxiesOf(proxies));

test("without a trusted proxy only the connection counts, whatever anybody says", () => {
  expect(addressOf(from("192.0.2.1", "198.51.100.7"), null)).toBe("192.0.2.1");
  expect(behind("10.0.0.0/8", "192.0.2.1", "198.51.100.7")).toBe("192.0.2.1");
});

test("a trusted proxy says who spoke to it, and what stands further left anybody may have written", () => {
  expect(behind("loopback", "127.0.0.1", "203.0.113.9, 198.51.100.7")).toBe("198.51.100.7");
  expect(behind("loopback", "::1", "198.51.100.7")).toBe("198.51.100.7");
  expect(behind("loopback", "::ffff:127.0.0.1", "198.51.100.7")).toBe("198.51.100.7");
  expect(behind("loopback", "127.0.0.1")).toBe("127.0.0.1");
});

test("of several proxies the first that is none of them is who it was; with none, the one furthest away", () => {
  const proxies = "10.0.0.0/8, 2001:db8::/32";
  expect(behind(proxies, "10.0.0.1", "1.2.3.4, 198.51.100.7, 2001:db8::5, 10.9.9.9")).toBe("198.51.100.7");
  expect(behind(proxies, "10.0.0.1", ["1.2.3.4", "198.51.100.7, 10.9.9.9"])).toBe("198.51.100.7");
  expect(behind(proxies, "10.0.0.1", "10.0.0.3, 10.0.0.2")).toBe("10.0.0.3");
});

test("what is no address ends the way, and a port is none of it", () => {
  expect(behind("loopback", "127.0.0.1", "198.51.100.7, unknown")).toBe("127.0.0.1");
  expect(behind("loopback", "127.0.0.1", "198.51.100.7:4711")).toBe("198.51.100.7");
  expect(behind("loopback", "127.0.0.1", "[2001:db8::7]:4711")).toBe("2001:db8::7");
  expect(behind("loopback", "127.0.0.1", "<script>")).toBe("127.0.0.1");
  expect(behind("loopback", "127.0.0.1", ",,,")).toBe("127.0.0.1");
});

test.each(["proxy.example.org", "10.0.0.0/33", "10.0.0.0/8/8", "10.0.0/8", "::/129", "10.0.0.0/x", "loopback;"])(
  "%s names no proxies",
  (text) => expect(proxiesOf(text)).toBeNull(),
);
