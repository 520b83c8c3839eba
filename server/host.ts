import type { Environment } from "@/lib/environment";
import { isLoopback } from "./origin";

/** Where to listen. Everybody knows the passwords of a demo, so it is for this machine unless somebody insists. */
export function hostOf({ HOST, PUBLIC_URL, DEMO_PUBLIC }: Environment, isDemo: boolean): string {
  const names = [HOST, ...(PUBLIC_URL ? [new URL(PUBLIC_URL).hostname] : [])];
  const open = names.find((name) => !isLoopback(name));
  if (isDemo && !DEMO_PUBLIC && open) {
    throw new Error(`Everybody knows the passwords of a demo: set DEMO_PUBLIC=1 as well to show it on ${open}.`);
  }
  return HOST;
}

/** Whether everybody may sign in as the demo people: unless somebody says otherwise, where nothing is set up yet. */
export function isDemoIn({ DEMO, DATABASE_URL, PUBLIC_URL }: Environment): boolean {
  return DEMO ?? !(DATABASE_URL || PUBLIC_URL);
}
