import { settings } from "@/lib/settings";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]", "::1"]);

/** Whether a name leads to this machine, whatever resolves it. */
export const isLoopback = (hostname: string) => LOOPBACK.has(hostname);

/**
 * Whether a request names us. Without a `PUBLIC_URL` only loopback names do: a page of another site whose name was made
 * to lead to this machine (DNS rebinding) still sends its own name.
 */
export function isOwnHost(host: string | undefined): boolean {
  const { publicUrl } = settings();
  if (publicUrl) return host === new URL(publicUrl).host;
  if (!host || !URL.canParse(`http://${host}`)) return false;
  const named = new URL(`http://${host}`);
  // With more in it than a name and a port, such as `localhost/evil`, it is neither.
  return isLoopback(named.hostname) && [named.host, `${named.host}:80`].includes(host);
}

/** Whether a request comes from one of our own pages. `null`, what sandboxed frames send, is nobody's. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (!origin || !isOwnHost(host)) return false;
  const { publicUrl } = settings();
  return origin === (publicUrl ? new URL(publicUrl).origin : `http://${host}`);
}
