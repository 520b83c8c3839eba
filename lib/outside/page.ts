import { Parser } from "htmlparser2";
import { UNSHOWABLE } from "@/lib/wire/files";
import { textOfPage } from "./charset";
import type { Fetched } from "./fetch-outside";

/** What a page says about itself, as text that can be shown. `picture` is an address. */
export type PageDescription = {
  title: string;
  siteName: string | null;
  description: string | null;
  picture: string | null;
};

/** Characters of each that are kept. */
const TITLE_LENGTH = 200;
const SITE_NAME_LENGTH = 80;
const DESCRIPTION_LENGTH = 400;
/** UTF-16 units of a text or an attribute that are looked at. */
const SOURCE_LENGTH = 4096;
/**
 * Elements within each other. The parser looks through all that are open at every end: half a megabyte of beginnings and
 * ends would keep the process busy for twenty seconds.
 */
const DEPTH = 200;

/** By what each is said, the best first. */
const TITLE = ["og:title", "twitter:title"];
const DESCRIPTION = ["og:description", "twitter:description", "description"];
const PICTURE = ["og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"];

/** Of a page without any title there is nothing to show: null. */
export function describePage({ url, type, bytes }: Fetched): PageDescription | null {
  const { said, title, base } = readPage(textOfPage(bytes, type));
  const first = (names: string[], length: number) =>
    names.map((name) => showable(said.get(name) ?? "", length)).find((text) => text !== "") ?? null;

  const shown = first(TITLE, TITLE_LENGTH) ?? showable(title, TITLE_LENGTH);
  if (!shown) return null;
  const picture = PICTURE.map((name) => said.get(name)?.trim()).find(Boolean);
  return {
    title: shown,
    siteName: first(["og:site_name"], SITE_NAME_LENGTH),
    description: first(DESCRIPTION, DESCRIPTION_LENGTH),
    picture: picture === undefined ? null : resolved(picture, resolved(base, url) ?? url),
  };
}

/** What a page says in its `meta` elements, each by its first, the text of its title, and what its addresses start from. */
function readPage(text: string) {
  const said = new Map<string, string>();
  let [title, base, isInTitle, drawings, depth] = ["", "", false, 0, 0];
  const parser = new Parser({
    onopentag(name, attributes) {
      depth += 1;
      // What was read until here counts.
      if (depth > DEPTH) parser.pause();
      if (name === "svg") drawings += 1;
      // A drawing has titles of its own.
      else if (name === "title") isInTitle = title === "" && drawings === 0;
      else if (name === "base") base ||= attributes.href ?? "";
      else if (name === "meta") {
        const key = (attributes.property ?? attributes.name ?? "").trim().toLowerCase();
        if (!said.has(key)) said.set(key, (attributes.content ?? "").slice(0, SOURCE_LENGTH));
      }
    },
    ontext(piece) {
      if (isInTitle && title.length < SOURCE_LENGTH) title += piece.slice(0, SOURCE_LENGTH);
    },
    onclosetag(name) {
      depth -= 1;
      if (name === "svg") drawings -= 1;
      else if (name === "title") isInTitle = false;
    },
  });
  parser.end(text);
  return { said, title, base };
}

/** In one line, without what cannot be seen or turns what follows, and no longer than so many characters. */
function showable(text: string, length: number): string {
  const line = text
    .slice(0, SOURCE_LENGTH)
    .replace(/\s+/g, " ")
    .replace(UNSHOWABLE, "")
    .replace(/[\p{Surrogate}\p{Co}\p{Cn}\u00ad\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu, "")
    .trim();
  const characters = Array.from(line);
  return characters.length > length ? `${characters.slice(0, length).join("").trimEnd()}…` : line;
}

function resolved(address: string, from: string): string | null {
  return URL.canParse(address, from) ? new URL(address, from).href : null;
}
