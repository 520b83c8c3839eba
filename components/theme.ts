import type { Theme } from "@/lib/wire/profile";

/** What is around the page, as on a phone, in the colour of its canvas. */
export const CANVAS = { light: "#f5f5fa", dark: "#111217" };

/** The server writes the same into each page (`app/layout.tsx`); this is for the one that is open. */
export function showTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  for (const meta of document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")) {
    meta.content = CANVAS[theme === "system" ? systemThemeOf(meta) : theme];
  }
}

/** A page that began as the system would have it has a colour for each; one that did not has one for both. */
function systemThemeOf({ media }: HTMLMetaElement): "light" | "dark" {
  const isDark = media ? media.includes("dark") : matchMedia("(prefers-color-scheme: dark)").matches;
  return isDark ? "dark" : "light";
}
