import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Oklch = [lightness: number, chroma: number, hue: number];
type Theme = "light" | "dark";

const AA = 4.5;
const AAA = 7;
/** What is no text, but has to be seen, like the edge of a field. */
const AA_GRAPHICS = 3;

const css = readFileSync(new URL("globals.css", import.meta.url), "utf8");
const [darkened = ""] = /@utility darkened \{[^}]*\}/.exec(css) ?? [];
const tokens = readTokens(css.replace(darkened, ""));
const people = Array.from({ length: 12 }, (_, place) => place + 1);

const INKS = ["keyword", "string", "constant", "function", "type", "comment"];

/** Every pair that occurs on a screen: what it is seen on, and the contrast it needs there. */
const PAIRS: [foreground: string, backgrounds: string[], least: number][] = [
  ["text", ["surface", "bubble-other", "bubble-own", "well"], AAA],
  ["link", ["bubble-other", "bubble-own"], AA],
  ["text", ["canvas", "raised", "hover", "selected"], AA],
  ["muted", ["canvas", "surface", "raised", "hover", "selected", "bubble-other", "well"], AA],
  ["surface", ["text"], AA],
  ["accent", ["surface", "canvas", "raised"], AA],
  ["on-accent", ["accent", "accent-strong"], AA],
  ["danger", ["surface", "canvas", "raised", "danger-tint"], AA],
  ["bubble-own-muted", ["bubble-own"], AA],
  ["bubble-own-danger", ["bubble-own"], AA],
  ...people.map((n): [string, string[], number] => ["on-person", [`person-${n}`], AA]),
  ...people.map((n): [string, string[], number] => [
    `name-${n}`,
    ["bubble-other", "bubble-own", "hover", "surface"],
    AA,
  ]),
  ...INKS.map((ink): [string, string[], number] => [`code-${ink}`, ["well"], AA]),
  ["outline", ["raised", "surface", "canvas"], AA_GRAPHICS],
  ["accent", ["surface", "canvas", "raised", "selected"], AA_GRAPHICS],
];

test.each(["light", "dark"] as const)("every text can be read where it stands, in the %s theme", (theme) => {
  const found = PAIRS.flatMap(([foreground, backgrounds, least]) =>
    backgrounds.map((background) => ({ foreground, background, least, ratio: ratioOf(foreground, background, theme) })),
  );
  expect(found.filter(({ ratio, least }) => ratio < least)).toEqual([]);
});

test("the colours of people are equally light, so that nobody stands out", () => {
  for (const theme of ["light", "dark"] as const) {
    expect(new Set(people.map((n) => token(`person-${n}`, theme)[0]))).toHaveProperty("size", 1);
    expect(new Set(people.map((n) => token(`name-${n}`, theme)[0]))).toHaveProperty("size", 1);
  }
});

test("a pair that cannot be read is found out", () => {
  expect(contrast([1, 0, 0], [0, 0, 0])).toBeCloseTo(21, 1);
  expect(contrast([0.5, 0.1, 280], [0.5, 0.1, 280])).toBe(1);
  // #767676 on white, the grey that just passes.
  expect(contrast([0.5651, 0, 0], [1, 0, 0])).toBeCloseTo(4.54, 1);
  expect(ratioOf("faint", "surface", "light")).toBeLessThan(AA);
});

test("a token that nobody defined is an error and not a pass", () => {
  expect(() => ratioOf("nothing", "surface", "light")).toThrow("--color-nothing");
});

function ratioOf(foreground: string, background: string, theme: Theme): number {
  return contrast(token(foreground, theme), token(background, theme));
}

function token(name: string, theme: Theme): Oklch {
  const colours = tokens.get(name);
  if (!colours) throw new Error(`--color-${name} is not in globals.css.`);
  return colours[theme];
}

test("what is darkened has the colours of the dark theme", () => {
  const overridden = [...readTokens(darkened)];
  expect(overridden.length).toBeGreaterThan(0);
  for (const [name, { dark }] of overridden) expect([name, dark]).toEqual([name, tokens.get(name)?.dark]);
});

function readTokens(css: string): Map<string, Record<Theme, Oklch>> {
  const definitions = css.matchAll(/--color-([\w-]+):\s*([^;]+);/g);
  return new Map(
    Array.from(definitions).flatMap(([, name = "", value = ""]) => {
      const [light, dark = light] = Array.from(value.matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g), toOklch);
      return light && dark ? [[name, { light, dark }] as const] : [];
    }),
  );
}

function toOklch([, lightness, chroma, hue]: RegExpExecArray): Oklch {
  return [Number(lightness), Number(chroma), Number(hue)];
}

/** WCAG 2.2, "contrast ratio". */
function contrast(one: Oklch, other: Oklch): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** By the matrices of CSS Color 4; what no screen can show is cut off, as browsers do. */
function luminance([lightness, chroma, hue]: Oklch): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;

  const red = clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function clip(channel: number): number {
  return Math.min(1, Math.max(0, channel));
}
