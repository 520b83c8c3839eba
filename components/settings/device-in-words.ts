type Sign = [name: string, sign: RegExp];

/** In this order: each browser also calls itself by the names of those after it. */
const BROWSERS: Sign[] = [
  ["Edge", /\bEdg(e|A|iOS)?\//],
  ["Opera", /\b(OPR|Opera)\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(Firefox|FxiOS)\//],
  ["Chrome", /\b(Chrome|CriOS|Chromium|HeadlessChrome)\//],
  ["Safari", /\bVersion\/[\d.]+ .*Safari\//],
];

/** In this order too: Android calls itself Linux, and an iPhone is like Mac OS X. */
const SYSTEMS: Sign[] = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows NT\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["macOS", /\bMac OS X\b/],
  ["Linux", /\bLinux\b/],
];

/** "Firefox on Linux". What a browser says of itself need not be true, and what it does not say is not guessed. */
export function deviceInWords(userAgent: string | null): string {
  const nameIn = (signs: Sign[]) => signs.find(([, sign]) => sign.test(userAgent ?? ""))?.[0];
  const [browser, system] = [nameIn(BROWSERS), nameIn(SYSTEMS)];
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? (system ? `A browser on ${system}` : "An unknown device");
}
