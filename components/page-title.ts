/** As Next fills it in for each page. */
export const TITLE_TEMPLATE = "%s · Parley";

/** The title of a page as the browser has it, which makes one space of many. */
export function pageTitle(title: string): string {
  const filled = TITLE_TEMPLATE.replace("%s", () => title);
  return filled.replace(/[\t\n\f\r ]+/g, " ").trim();
}
