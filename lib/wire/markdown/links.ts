import { LinkifyIt } from "linkify-it";

/** Of an address longer than this nobody means the rest; it also bounds how far the search looks ahead. */
const ADDRESS_LENGTH = 2048;

/** Without the countries whose letters end file names: `readme.md`, `main.rs`, `run.sh` and `setup.py` are no addresses. */
const DOMAINS =
  "com|org|net|edu|gov|int|info|biz|dev|app|io|eu|at|au|be|br|ca|ch|cn|cz|de|dk|es|fi|fr|gr|hu|ie|il|in|it|jp|kr|mx|nl|no|nz|pt|ro|ru|se|si|sk|tr|ua|uk|us|za";

const finder = new LinkifyIt({ fuzzyLink: true, tlds: DOMAINS.split("|"), maxLength: ADDRESS_LENGTH })
  .add("ftp:", null)
  .add("//", null);

/** An address that was written as it is, from `start` up to `end` of the text. */
export type BareLink = { start: number; end: number; href: string };

/** The addresses in a text, in their order. Markers around one belong to what surrounds it: `*https://parley.test*`. */
export function findLinks(text: string): BareLink[] {
  if (!/[@.:]/.test(text)) return [];
  return (finder.match(text) ?? []).flatMap(({ schema, index, raw, url }) => {
    const address = raw.replace(/^[*_~`]+/, "").replace(/[*_~]{1,3}$/, "");
    const start = index + raw.indexOf(address);
    const href = safeHref(raw === url ? address : `${schema || "https://"}${address}`);
    return href ? [{ start, end: start + address.length, href }] : [];
  });
}

/**
 * The address as a browser may follow it; null for every other scheme, for what is no address, and for one that shows
 * a name before the host (`https://bank.example@thief.example`).
 */
export function safeHref(address: string): string | null {
  if (address.length > ADDRESS_LENGTH || !/^(https?:\/\/|mailto:)[^\s/?#]/i.test(address)) return null;
  if (!URL.canParse(address)) return null;
  const { href, username, password } = new URL(address);
  return username || password ? null : href;
}
