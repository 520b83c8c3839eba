import type { Environment } from "@/lib/environment";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "::1"]);

/** Where to listen. Everybody knows the passwords of a demo, so it is for this machine unless somebody insists. */
export function hostOf({ HOST, DEMO_PUBLIC }: Environment, isDemo: boolean): string {
  if (isDemo && !DEMO_PUBLIC && !LOOPBACK.has(HOST)) {
    throw new Error(`Everybody knows the passwords of a demo: set DEMO_PUBLIC=1 as well to let it listen on ${HOST}.`);
  }
  return HOST;
}
