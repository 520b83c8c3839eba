import { BlockList, isIP } from "node:net";
import { networkInterfaces } from "node:os";

/** IPv4 that is not the internet: IANA's registry of special-purpose addresses, and multicast (RFC 6890, RFC 5771). */
const V4: [network: string, prefix: number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  // What clouds tell their own machines about themselves, at addresses that look public.
  ["168.63.129.16", 32],
];

/** Within 2000::/3, outside of which nothing of IPv6 is the internet: what leads back to IPv4, and what is for examples. */
const V6: [network: string, prefix: number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["2620:4f:8000::", 48],
  ["3fff::", 20],
];

const closed = new BlockList();
for (const [network, prefix] of V4) closed.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of V6) closed.addSubnet(network, prefix, "ipv6");

const open = new BlockList();
open.addSubnet("2000::", 3, "ipv6");

type Near = Pick<{ cidr: string | null; family: string }, "cidr" | "family">;

/**
 * Whether an IP address is one of the public internet, and so nothing that only this machine or its network can reach.
 * Whatever carries an IPv4 address within IPv6 (mapped, compatible, NAT64, 6to4, Teredo) is not, and neither is what is in
 * the same network as this machine: its neighbours may well have public addresses that nobody else gets through to.
 */
export function isPublicAddress(address: string, near: Near[] = neighbourhoods()): boolean {
  const version = isIP(address);
  if (version === 4) return !closed.check(address, "ipv4") && !isIn(near, address, "ipv4");
  const isOpen = version === 6 && open.check(address, "ipv6") && !closed.check(address, "ipv6");
  return isOpen && !isIn(near, address, "ipv6");
}

const neighbourhoods = () => Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);

function isIn(near: Near[], address: string, type: "ipv4" | "ipv6"): boolean {
  const list = new BlockList();
  for (const { cidr, family } of near) {
    const [network = "", prefix] = cidr?.split("/") ?? [];
    if (prefix && family.toLowerCase() === type) list.addSubnet(network, Number(prefix), type);
  }
  return list.check(address, type);
}
