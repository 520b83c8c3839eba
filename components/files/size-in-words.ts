import type { MessageFile } from "@/lib/wire/files";

const UNITS = ["bytes", "kB", "MB", "GB"];

/** "7 bytes", "1.4 MB": by 1024, as the limits are. */
export function sizeInWords(bytes: number): string {
  if (bytes === 1) return "1 byte";
  let power = 0;
  let value = bytes;
  // By what is shown: 1023.9 kB would be rounded to 1,024 of them.
  while (Math.round(value) >= 1024 && power < UNITS.length - 1) {
    value /= 1024;
    power += 1;
  }
  return `${value.toLocaleString("en-GB", { maximumFractionDigits: value < 10 ? 1 : 0 })} ${UNITS[power]}`;
}

/** "1.4 MB, PDF" */
export function aboutInWords({ size, type }: Pick<MessageFile, "size" | "type">): string {
  const kind = /\/(?:x-|vnd\.)?([\w-]{2,5})(?:;|$)/.exec(type)?.[1];
  return kind ? `${sizeInWords(size)}, ${kind.toUpperCase()}` : sizeInWords(size);
}
