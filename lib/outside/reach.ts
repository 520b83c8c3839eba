import { Resolver } from "node:dns/promises";

/** How what is outside is found and reached. Tests put a page of theirs in the place of the internet. */
export type Reach = {
  /** All addresses of a name; none when it has none or nobody knows. Ends when the signal says so. */
  resolve: (name: string, signal: AbortSignal) => Promise<string[]>;
  /** Where to connect to for an address that was found to be public. */
  dial: (address: string, port: number) => { host: string; port: number };
  /** For one fetch with all its redirects, in ms. */
  patience: number;
};

/** Of one name server, in ms; there is a second try. */
const PATIENCE_MS = 1_500;

/**
 * The internet. Names are asked of the name servers only: what stands in this machine's own list of hosts is nobody
 * else's business, and the system's `getaddrinfo` would hold one of the few threads of this process for as long as
 * somebody's name server likes.
 */
export const INTERNET: Reach = {
  async resolve(name, signal) {
    const resolver = new Resolver({ timeout: PATIENCE_MS, tries: 2 });
    const cancel = () => resolver.cancel();
    signal.addEventListener("abort", cancel, { once: true });
    const found = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
    signal.removeEventListener("abort", cancel);
    return found.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  },
  dial: (host, port) => ({ host, port }),
  patience: 5_000,
};
