import type { MessageFile } from "@/lib/wire/files";

const UNITS = ["bytes", "kB", "MB", "GB"];

/** "7 bytes", "1.4 MB": by 1024, as the limits are. */
export function sizeInWords(bytes: number): string {
  if (bytes === 1) return "1 byte";
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1024)));
  const value = bytes / 1024 ** power;
  return `${value.toLocaleString("en-GB", { maximumFractionDigits: value < 10 ? 1 : 0 })} ${UNITS[power]}`;
}

/** "1.4 MB, PDF" */
export function aboutInWords({ size, type }: Pick<MessageFile, "size" | "type">): string {
  const kind = /\/(?:x-|vnd\.)?([\w-]{2,5})(?:;|$)/.exec(type)?.[1];
  return kind ? `${sizeInWords(size)}, ${kind.toUpperCase()}` : sizeInWords(size);
}
