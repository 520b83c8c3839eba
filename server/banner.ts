import { DEMO_PASSWORD, DEMO_PEOPLE } from "@/db/demo-story";

/** What the person who started Parley reads; nobody else may read the one-time link of `setUpPath`. */
export function banner(url: string, { isDemo, setUpPath }: { isDemo: boolean; setUpPath: string | null }): string {
  const logins = `  Sign in as ${Object.keys(DEMO_PEOPLE).join(", ")} with the password ${DEMO_PASSWORD}\n`;
  const setUp = `  Make the first administrator, with a link that works once: ${new URL(setUpPath ?? "", url)}\n`;
  return `\n  Parley is ready: ${url}\n${isDemo ? logins : ""}${setUpPath ? setUp : ""}  Ctrl-C stops it.\n`;
}
