import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";

/** A Chromium: the one that was named, the system's, or the one that comes as an npm package. */
export async function browserPath(): Promise<string> {
  const installed = [process.env.CHROMIUM_PATH, "/usr/bin/chromium"].find((path) => path && existsSync(path));
  return installed ?? chromium.executablePath();
}
