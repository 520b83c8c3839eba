/** What a statement does that a build which knows nothing of it does not survive, while both serve one database. */
const CONTRACTIONS: [what: string, pattern: RegExp][] = [
  [
    "drops a table, a view, a type or a sequence",
    /\bdrop\s+(table|view|materialized\s+view|type|domain|sequence|schema)\b/,
  ],
  ["drops a function", /\bdrop\s+(function|procedure|routine)\b/],
  ["drops a column", /\balter\s+table\b[^;]*\bdrop\s+(?!constraint\b|not\s+null\b|default\b|expression\b|identity\b)/],
  ["renames something", /\balter\s+(table|view|function|type)\b[^;]*\brename\b/],
  ["refuses nothing in a column where there may be nothing", /\bset\s+not\s+null\b/],
  ["changes the type of a column", /\balter\s+(column\s+)?["\w]+\s+(set\s+data\s+)?type\b/],
];

/** Said in a line of its own: since which version no build uses what is taken away here. */
const UNUSED = /^--\s*contract: unused since \S+/m;

/**
 * Where a migration takes away what the build before it uses, a sentence for each. While processes are exchanged one by
 * one, both builds work on the tables of the newer one.
 */
export function contractionsIn(name: string, text: string): string[] {
  if (UNUSED.test(text)) return [];
  const statements = bare(text);
  const found = CONTRACTIONS.filter(([, pattern]) => pattern.test(statements)).map(([what]) => what);
  if (addsWithoutDefault(statements)) found.push("adds a column that has to be filled, without a default");
  const tell = (what: string) => `${name} ${what}: the build before it does not survive that.`;
  return found.length > 0 ? [tell(found.join(", "))] : [];
}

/** Without comments, and without what stands in quotes or in the body of a function. */
function bare(text: string): string {
  return text
    .replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''")
    .replace(/--.*$/gm, "")
    .replace(/'(?:[^']|'')*'/g, "''")
    .toLowerCase();
}

function addsWithoutDefault(statements: string): boolean {
  const additions =
    statements.match(/\badd\s+(column\s+)?(?!constraint\b|primary\b|unique\b|foreign\b|check\b)[^;,]*/g) ?? [];
  return additions.some((one) => /\bnot\s+null\b/.test(one) && !/\b(default|generated)\b/.test(one));
}
