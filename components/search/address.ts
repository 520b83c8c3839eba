import type { AskedSearch } from "@/lib/wire/search";

/** The address of a search: what goes without saying is not in it. */
export function searchAddress({ q, order, thread, after }: Partial<AskedSearch>): string {
  const asked = Object.entries({ q, thread, order: order === "best" ? order : undefined, after });
  const given = asked.flatMap(([name, value]) => (value ? [[name, value]] : []));
  return given.length > 0 ? `/search?${new URLSearchParams(given)}` : "/search";
}
