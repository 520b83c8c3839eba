import type { Random } from "@/tests/faults/random";

const UUID = "00000000-0000-4000-8000-000000000000";

const SCALARS: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  -(2 ** 31),
  "",
  " ",
  "\0",
  "\ud800",
  "\u202e\u0000x",
  "a\r\nSet-Cookie: a=b",
  "'; drop table messages; --",
  "%' or 1=1 --",
  "{{constructor}}",
  "../../../../etc/passwd",
  "%2e%2e%2f",
  "__proto__",
  "constructor",
  "toString",
  "NaN",
  "1970-01-01T00:00:00Z",
  "+275760-09-13T00:00:00.001Z",
  UUID,
  UUID.toUpperCase(),
  "👩‍👩‍👧‍👦".repeat(40),
  // The marks of React's own encoding (decodeReply): each leads to something else.
  "$",
  "$$",
  "$@1",
  "$F1",
  "$T",
  "$Q1",
  "$W1",
  "$K1_",
  "$D2020",
  "$n9",
  "$undefined",
  "$NaN",
  "$-0",
  "$A1",
  "$B1",
  "$i1",
  "$R1",
  "$r1",
  "$1:__proto__:constructor",
  "$0:then",
  "$1",
];

/** Names under which objects keep what they are made of. */
const KEYS = [
  "__proto__",
  "constructor",
  "prototype",
  "then",
  "toJSON",
  "hasOwnProperty",
  "_placeholder",
  "num",
  "length",
];

/** Something that no schema asked for. */
export function hostileValue(random: Random, depth = 0): unknown {
  if (depth > 3 || random.chance(0.6)) return random.pick(SCALARS);
  if (random.chance(0.1)) return nested(Math.floor(random.between(50, 3_000)));
  if (random.chance(0.1)) return "x".repeat(Math.floor(random.between(1_000, 60_000)));
  const parts = Array.from({ length: Math.floor(random.between(0, 5)) }, () => hostileValue(random, depth + 1));
  if (random.chance(0.4)) return parts;
  return ownKeys(parts.map((part) => [random.pick(KEYS), part]));
}

/** The same object with a part of it changed into something hostile, taken away, or joined by something. */
export function almost(random: Random, right: object, known: readonly unknown[]): unknown {
  const entries = Object.entries(right);
  const [name] = entries.length > 0 ? random.pick(entries) : [""];
  if (random.chance(0.2)) return Object.fromEntries(entries.filter(([other]) => other !== name));
  if (random.chance(0.2)) return ownKeys([...entries, [random.pick(KEYS), hostileValue(random)]]);
  const replaced = random.chance(0.3) ? random.pick(known) : hostileValue(random);
  return ownKeys(entries.map(([other, value]) => [other, other === name ? replaced : value]));
}

/** Text as it is, or cut, doubled, or with a byte changed. */
export function corrupted(random: Random, text: string): string {
  const at = Math.floor(random.between(0, text.length));
  switch (random.pick(["cut", "doubled", "changed", "inserted"])) {
    case "cut":
      return text.slice(0, at);
    case "doubled":
      return text + text;
    case "changed":
      return text.slice(0, at) + String.fromCharCode(Math.floor(random.between(0, 256))) + text.slice(at + 1);
    default:
      return text.slice(0, at) + String(random.pick(SCALARS)) + text.slice(at);
  }
}

/** With `__proto__` as a key like every other. */
function ownKeys(entries: [string, unknown][]): object {
  const made = {};
  for (const [name, value] of entries)
    Object.defineProperty(made, name, { value, enumerable: true, configurable: true });
  return made;
}

function nested(depth: number): unknown {
  let value: unknown = "deep";
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
