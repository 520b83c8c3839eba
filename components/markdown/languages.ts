/** The languages that are coloured, as their grammars are called, each with the names that people give it. */
const NAMES = {
  bash: "bash sh shell zsh console",
  c: "c h",
  cpp: "cpp c++ cc hpp",
  csharp: "csharp c# cs",
  css: "css scss",
  diff: "diff patch",
  docker: "docker dockerfile",
  elixir: "elixir ex exs",
  go: "go golang",
  haskell: "haskell hs",
  html: "html htm",
  java: "java",
  javascript: "javascript js mjs cjs",
  jsonc: "json jsonc json5",
  jsx: "jsx",
  kotlin: "kotlin kt",
  lua: "lua",
  markdown: "markdown md",
  php: "php",
  python: "python py",
  ruby: "ruby rb",
  rust: "rust rs",
  sql: "sql",
  swift: "swift",
  toml: "toml ini",
  tsx: "tsx",
  typescript: "typescript ts mts cts",
  xml: "xml svg",
  yaml: "yaml yml",
};

export type Language = keyof typeof NAMES;

export const LANGUAGES = Object.keys(NAMES) as Language[];

/** The language of a name that somebody wrote behind a fence. */
export function languageNamed(written: string): Language | undefined {
  const [name = ""] = written.toLowerCase().split(/\s/, 1);
  return LANGUAGES.find((language) => NAMES[language].split(" ").includes(name));
}
