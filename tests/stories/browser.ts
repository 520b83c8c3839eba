import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";

/** As root without a sandbox of its own, and silent towards the rest of the world. */
export const browserArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  // A name as in somebody's own network: over plain http a browser trusts it with less than it trusts localhost with.
  "--host-resolver-rules=MAP parley.test 127.0.0.1",
];

/** A Chromium: the one that was named, the system's, or the one that comes as an npm package. */
export async function browserPath(): Promise<string> {
  const installed = [process.env.CHROMIUM_PATH, "/usr/bin/chromium"].find((path) => path && existsSync(path));
  return installed ?? chromium.executablePath();
}
