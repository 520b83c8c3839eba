import { readFileSync } from "node:fs";
import { actionIds } from "@/tests/stage/requests";

/** Every action of the build. */
export function builtActions(): string[] {
  return Object.keys(actionIds()).sort();
}

/** Every page and route of the build, by its address, without the group folders in brackets. */
export function builtAddresses(): string[] {
  const manifest: Record<string, string> = JSON.parse(readFileSync(".next/server/app-paths-manifest.json", "utf8"));
  return Object.keys(manifest)
    .filter((path) => !path.startsWith("/_"))
    .map((path) => path.replace(/\/\([^)]+\)/g, "").replace(/\/(page|route)$/, "") || "/")
    .sort();
}
