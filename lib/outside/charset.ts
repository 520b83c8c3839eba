import { Parser } from "htmlparser2";

/** Bytes in which a page has to say how it is written (HTML, 13.2.3.2). */
const BEGINNING = 1024;

/** Characters of a `Content-Type` that are read; whoever writes more wants something else. */
const TYPE_LENGTH = 200;

const MARKS: [bytes: string, charset: string][] = [
  ["\xef\xbb\xbf", "utf-8"],
  ["\xff\xfe", "utf-16le"],
  ["\xfe\xff", "utf-16be"],
];

/** The text of a page: as its first bytes say that it is written, or its `Content-Type`, or the page; otherwise UTF-8. */
export function textOfPage(bytes: Buffer, type: string): string {
  const charset = markedIn(bytes) ?? charsetIn(type) ?? namedIn(bytes) ?? "utf-8";
  return decoderOf(charset).decode(bytes);
}

function markedIn(bytes: Buffer): string | undefined {
  const beginning = bytes.toString("latin1", 0, 3);
  return MARKS.find(([mark]) => beginning.startsWith(mark))?.[1];
}

function charsetIn(type: string): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(type.slice(0, TYPE_LENGTH))?.[1];
}

function namedIn(bytes: Buffer): string | undefined {
  let named: string | undefined;
  const parser = new Parser({
    onopentag(name, { charset, content = "", "http-equiv": equivalent = "" }) {
      if (name !== "meta" || named) return;
      named = charset ?? (equivalent.toLowerCase() === "content-type" ? charsetIn(content) : undefined);
    },
  });
  parser.end(bytes.toString("latin1", 0, BEGINNING));
  // What can be read in it as single bytes is not written in pairs.
  return named && /^utf-?16/i.test(named) ? "utf-8" : named;
}

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
