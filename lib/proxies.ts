import { BlockList, isIP } from "node:net";

/** Addresses and ranges (CIDR), separated by commas, and the word `loopback`; null when it is none of these. */
export function proxiesOf(text: string): BlockList | null {
  const proxies = new BlockList();
  const named = text.split(",").map((part) => part.trim());
  const all = named.filter((part) => part !== "").flatMap((part) => (part === "loopback" ? LOOPBACK : [part]));
  return all.every((part) => add(proxies, part)) ? proxies : null;
}

const LOOPBACK = ["127.0.0.0/8", "::1"];

function add(proxies: BlockList, part: string): boolean {
  const [address = "", bits, ...more] = part.split("/");
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  const most = version === 4 ? 32 : 128;
  if (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)) return false;
  proxies.addSubnet(address, bits === undefined ? most : Number(bits), version === 4 ? "ipv4" : "ipv6");
  return true;
}

/** Also of an IPv4 address that IPv6 carries. */
export function isIn(proxies: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && proxies.check(address, version === 4 ? "ipv4" : "ipv6");
}
