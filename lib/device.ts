import { addressKey } from "@/lib/addresses";

/** Where a session is used from. */
export type Device = { ip: string | null; userAgent: string | null };

/** The server sets this header on every request to the address that the request came from; no browser's word counts. */
export const ADDRESS_HEADER = "x-parley-address";

/** Whom a device counts as where addresses are counted. */
export function addressOf({ ip }: Device): string {
  return addressKey(ip ?? "");
}

export function deviceOf(headers: Headers): Device {
  return { ip: headers.get(ADDRESS_HEADER), userAgent: headers.get("user-agent")?.slice(0, 500) ?? null };
}
