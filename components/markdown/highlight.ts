import { createHighlighterCore, type LanguageInput } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import type { Language } from "./languages";

export type Ink = "keyword" | "string" | "constant" | "function" | "type" | "comment";

/** A piece of a line of code; without an ink it has the colour of text. */
export type Span = { text: string; ink: Ink | null };

/** What each ink is for, as TextMate's grammars call it: a later one wins over an earlier one. */
const SCOPES: Record<Ink, string[]> = {
  constant: ["constant", "support.constant", "markup.list", "entity.other.attribute-name"],
  keyword: [
    "keyword",
    "storage",
    "variable.language",
    "entity.name.tag",
    "markup.heading",
    "punctuation.definition.tag",
  ],
  type: ["entity.name.type", "entity.name.class", "support.type", "support.class", "entity.other.inherited-class"],
  function: ["entity.name.function", "support.function", "meta.property-name", "support.type.property-name"],
  string: ["string", "markup.inserted", "markup.inline.raw", "constant.character.escape"],
  comment: ["comment", "punctuation.definition.comment", "markup.quote", "meta.diff.header"],
};

/** Shiki hands through a colour for each piece: here it stands for the ink, which is coloured by a class. */
const INKS = new Map(Object.keys(SCOPES).map((ink, place) => [`#00000${place + 1}`, ink as Ink]));

const THEME = {
  name: "parley",
  type: "light" as const,
  settings: [
    { settings: { foreground: "#000000", background: "#ffffff" } },
    ...Array.from(INKS, ([foreground, ink]) => ({ scope: SCOPES[ink], settings: { foreground } })),
    { scope: ["markup.deleted"], settings: { foreground: "#000001" } },
    { scope: ["punctuation.definition.string"], settings: { foreground: "#000005" } },
  ],
};

const GRAMMARS: Record<Language, LanguageInput> = {
  bash: () => import("shiki/langs/bash.mjs"),
  c: () => import("shiki/langs/c.mjs"),
  cpp: () => import("shiki/langs/cpp.mjs"),
  csharp: () => import("shiki/langs/csharp.mjs"),
  css: () => import("shiki/langs/css.mjs"),
  diff: () => import("shiki/langs/diff.mjs"),
  docker: () => import("shiki/langs/docker.mjs"),
  elixir: () => import("shiki/langs/elixir.mjs"),
  go: () => import("shiki/langs/go.mjs"),
  haskell: () => import("shiki/langs/haskell.mjs"),
  html: () => import("shiki/langs/html.mjs"),
  java: () => import("shiki/langs/java.mjs"),
  javascript: () => import("shiki/langs/javascript.mjs"),
  jsonc: () => import("shiki/langs/jsonc.mjs"),
  jsx: () => import("shiki/langs/jsx.mjs"),
  kotlin: () => import("shiki/langs/kotlin.mjs"),
  lua: () => import("shiki/langs/lua.mjs"),
  markdown: () => import("shiki/langs/markdown.mjs"),
  php: () => import("shiki/langs/php.mjs"),
  python: () => import("shiki/langs/python.mjs"),
  ruby: () => import("shiki/langs/ruby.mjs"),
  rust: () => import("shiki/langs/rust.mjs"),
  sql: () => import("shiki/langs/sql.mjs"),
  swift: () => import("shiki/langs/swift.mjs"),
  toml: () => import("shiki/langs/toml.mjs"),
  tsx: () => import("shiki/langs/tsx.mjs"),
  typescript: () => import("shiki/langs/typescript.mjs"),
  xml: () => import("shiki/langs/xml.mjs"),
  yaml: () => import("shiki/langs/yaml.mjs"),
};

/** Lines that are read before somebody else has a turn. */
const LINES_PER_TURN = 20;

/**
 * A longer line nobody reads, and a grammar may need long for it. The time, in milliseconds, is far more than any line
 * takes: with Shiki's own limit a slow machine left out the first line, for which it prepares the grammar.
 */
const LIMITS = { tokenizeMaxLineLength: 1000, tokenizeTimeLimit: 5000 };

const highlighter = createHighlighterCore({
  themes: [THEME],
  engine: createJavaScriptRegexEngine({ forgiving: true }),
});

/** The code in coloured pieces, line by line. Rejects when the grammar cannot be loaded. */
export async function highlight(language: Language, code: string): Promise<Span[][]> {
  const shiki = await highlighter;
  await shiki.loadLanguage(GRAMMARS[language]);
  const lines = code.split("\n");
  const spans: Span[][] = [];
  let state: ReturnType<typeof shiki.getLastGrammarState> | undefined;

  for (let at = 0; at < lines.length; at += LINES_PER_TURN) {
    if (at > 0) await new Promise((resolve) => setTimeout(resolve));
    const part = lines.slice(at, at + LINES_PER_TURN).join("\n");
    const tokens = shiki.codeToTokensBase(part, {
      lang: language,
      theme: THEME.name,
      ...LIMITS,
      ...(state && { grammarState: state }),
    });
    state = shiki.getLastGrammarState(tokens);
    spans.push(...tokens.map((line) => line.map(({ content, color }) => ({ text: content, ink: inkOf(color) }))));
  }
  return spans;
}

function inkOf(colour: string | undefined): Ink | null {
  return INKS.get((colour ?? "").toLowerCase()) ?? null;
}
