/** Where reports go, and the public key under which they do. */
export type Dsn = { url: URL; key: string };

/**
 * Reads a DSN, `https://key@host/path/project`, into the address of its envelopes
 * (https://develop.sentry.dev/sdk/foundations/transport/authentication/); null when it is none.
 */
export function dsnOf(text: string): Dsn | null {
  if (!URL.canParse(text)) return null;
  const { protocol, username: key, host, pathname } = new URL(text);
  const [, path = "", project] = /^(.*)\/(\w+)$/.exec(pathname) ?? [];
  if (!/^https?:$/.test(protocol) || !/^\w+$/.test(key) || !project) return null;
  return { url: new URL(`${protocol}//${host}${path}/api/${project}/envelope/`), key };
}
