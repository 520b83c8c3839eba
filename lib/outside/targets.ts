import { isIP } from "node:net";
import { isPublicAddress } from "./addresses";

/** Names that mean something in one network only, or nothing at all (RFC 6761, RFC 6762, RFC 8375, ICANN). */
const PRIVATE_NAMES =
  /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|private|lan|home|corp|mail|home\.arpa|onion|alt|test|invalid|example)$/;
const NAME = /^(?=.{1,253}$)(?:(?!-)[a-z0-9_-]{1,63}(?<!-)\.)+(?!-)[a-z0-9-]{1,63}(?<!-)$/;
const ADDRESS_LENGTH = 2048;

/**
 * A page of somebody's that may be asked for: over http or https, at the port of its scheme, with no name or password, on
 * a host that is no address or name of this machine or its network; null otherwise. `ownHost` is where Parley is.
 * What a name stands for is not known here: whoever connects has to look at each address.
 */
export function targetOf(address: string, ownHost: string | null): URL | null {
  if (address.length > ADDRESS_LENGTH || !URL.canParse(address)) return null;
  // Decimal, octal, hexadecimal, short and full-width forms of an address are written out by this.
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol) || url.port || url.username || url.password) return null;

  const host = hostOf(url);
  if (host === ownHost) return null;
  const isReachable = isIP(host) ? isPublicAddress(host) : NAME.test(host) && !PRIVATE_NAMES.test(host);
  return isReachable ? url : null;
}

/** The name or address of a URL's host, without the brackets of IPv6 and without the full stop that may end a name. */
export function hostOf({ hostname }: Pick<URL, "hostname">): string {
  return hostname.replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
}
