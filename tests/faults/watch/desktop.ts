import { spawn } from "node:child_process";

const OPENERS: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

/** Shows an address in the browser of whoever sits here. Where there is none, they have read it and open it themselves. */
export function showInBrowser(url: string): void {
  const [program, ...options] = OPENERS[process.platform] ?? ["xdg-open"];
  spawn(program, [...options, url], { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}
