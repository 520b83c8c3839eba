import { useEffect, useState } from "react";
import type { Span } from "./highlight";
import { type Language, languageNamed } from "./languages";

/** More than this nobody reads in a message, and colouring it would take long. */
const LINES = 2000;
const CHARACTERS = 20_000;

/** Code that was coloured is there at once when it scrolls into sight again. */
const KEPT = 50;
const coloured = new Map<string, Coloured>();

type Coloured = { key: string; lines: Span[][] };

/** The code in coloured pieces; null until they are there, and for good when there is no way to colour it. */
export function useHighlight(name: string, code: string): Span[][] | null {
  const language = isModest(code) ? languageNamed(name) : undefined;
  const key = `${language}\n${code}`;
  const [found, setFound] = useState<Coloured | null>(() => coloured.get(key) ?? null);

  useEffect(() => {
    if (!language) return;
    let isWanted = true;
    colour(key, language, code).then(
      (result) => isWanted && setFound(result),
      // Without its grammar it stays as plain as it is.
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [language, code, key]);

  return found?.key === key ? found.lines : null;
}

async function colour(key: string, language: Language, code: string): Promise<Coloured> {
  const { highlight } = await import("./highlight");
  const kept = coloured.get(key) ?? { key, lines: await highlight(language, code) };
  keep(kept);
  return kept;
}

function isModest(code: string): boolean {
  return code.length <= CHARACTERS && code.split("\n").length <= LINES;
}

function keep(result: Coloured): void {
  coloured.set(result.key, result);
  const [oldest] = coloured.keys();
  if (coloured.size > KEPT && oldest !== undefined) coloured.delete(oldest);
}
