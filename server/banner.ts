import { DEMO_PASSWORD, DEMO_PEOPLE } from "@/db/demo-story";

/** What the person who started Parley reads. */
export function banner(url: string, isDemo: boolean): string {
  const logins = `  Sign in as ${Object.keys(DEMO_PEOPLE).join(", ")} with the password ${DEMO_PASSWORD}\n`;
  return `\n  Parley is ready: ${url}\n${isDemo ? logins : ""}  Ctrl-C stops it.\n`;
}
