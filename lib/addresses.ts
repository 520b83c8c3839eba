import { isIPv4, isIPv6 } from "node:net";

/**
 * Whom an address stands for. Of IPv6 that is its first half: whoever has one address has all of its /64, and would
 * otherwise be somebody else each time. An IPv4 address is the same one when IPv6 carries it.
 */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped && isIPv4(mapped)) return mapped;
  return isIPv6(address) ? `${groupsOf(address).slice(0, 4).join(":")}::/64` : address;
}

/** The groups of an IPv6 address, none left out; an IPv4 address at its end is one for two. */
function groupsOf(address: string): string[] {
  // As URLs write it: small letters, no zeros in front, and the longest gap left out.
  const written = new URL(`http://[${address.split("%")[0]}]`).hostname.slice(1, -1);
  const [front = "", back = ""] = written.split("::");
  const [before, after] = [front, back].map((part) => (part === "" ? [] : part.split(":"))) as [string[], string[]];
  return [...before, ...Array<string>(8 - before.length - after.length).fill("0"), ...after];
}
