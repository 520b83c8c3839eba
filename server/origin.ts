import { settings } from "@/lib/settings";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * Whether a request names us. Without a `PUBLIC_URL` only loopback names do: a page of another site whose name was made
 * to lead to this machine (DNS rebinding) still sends its own name.
 */
export function isOwnHost(host: string | undefined): boolean {
  if (!host || !URL.canParse(`http://${host}`)) return false;
  const { publicUrl } = settings();
  return publicUrl ? host === new URL(publicUrl).host : LOOPBACK.has(new URL(`http://${host}`).hostname);
}

/** Whether a request comes from one of our own pages. `null`, what sandboxed frames send, is nobody's. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (!origin || !isOwnHost(host)) return false;
  const { publicUrl } = settings();
  return origin === (publicUrl ? new URL(publicUrl).origin : `http://${host}`);
}
