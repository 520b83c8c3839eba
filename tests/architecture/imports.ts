import { posix } from "node:path";

export type Import = { from: string; to: string; isType: boolean };
/** The text of each source file, by its path from the project's root. */
export type Sources = Map<string, string>;

const STATEMENT =
  /^(?:import|export)\b(?<clause>[^;"']*?)\bfrom\s*["'](?<to>[^"']+)["']|^import\s*["'](?<bare>[^"']+)["']/gm;
const DYNAMIC = /\bimport\(\s*["'](?<to>[^"']+)["']\s*\)/g;

/** Every import of every file. Those within the project lead to a file, the others to a package. */
export function importsOf(sources: Sources): Import[] {
  return [...sources].flatMap(([from, text]) => [
    ...[...text.matchAll(STATEMENT)].map(({ groups }) => ({
      from,
      to: resolve(sources, from, groups?.to ?? groups?.bare ?? ""),
      isType: isTypeOnly(groups?.clause ?? ""),
    })),
    ...[...text.matchAll(DYNAMIC)].map(({ groups }) => ({
      from,
      to: resolve(sources, from, groups?.to ?? ""),
      isType: false,
    })),
  ]);
}

/** `import type …`, or braces in which each name is a type. */
function isTypeOnly(clause: string): boolean {
  if (/^\s*type\b/.test(clause)) return true;
  const names = /^\s*\{(?<names>[\s\S]*)\}\s*$/.exec(clause)?.groups?.names?.split(",") ?? [""];
  return names.filter((name) => name.trim()).every((name) => /^\s*type\s/.test(name)) && names.join("").trim() !== "";
}

function resolve(sources: Sources, from: string, to: string): string {
  const isLocal = to.startsWith("@/") || to.startsWith(".");
  if (!isLocal) return to;
  const path = to.startsWith("@/") ? to.slice(2) : posix.join(posix.dirname(from), to);
  const endings = ["", ".ts", ".tsx", "/index.ts"];
  return endings.map((ending) => path + ending).find((candidate) => sources.has(candidate)) ?? path;
}
