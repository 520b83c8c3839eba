import type { MessageFile } from "./files";

type Typed = Pick<MessageFile, "type">;

/** Of what browsers play, as its first bytes say it, and as browsers call it. */
const PLAYED = new Map([
  ...same("audio/mpeg", "audio/mp4", "audio/aac", "audio/ogg", "audio/wav", "audio/flac", "video/mp4", "video/webm"),
  ["audio/x-m4a", "audio/mp4"],
  ["audio/ogg; codecs=opus", "audio/ogg"],
  ["video/x-m4v", "video/mp4"],
]);

/** Those that stand in a message, rather than being fetched from it: we have drawn them ourselves. */
export function isImage({ type }: Typed): boolean {
  return type === "image/webp";
}

export const isSound = ({ type }: Typed): boolean => PLAYED.get(type)?.startsWith("audio/") ?? false;
export const isVideo = ({ type }: Typed): boolean => PLAYED.get(type)?.startsWith("video/") ?? false;

/** Under what type a file is handed out to be shown or played; null for all that is only ever downloaded. */
export function shownType(file: Typed): string | null {
  return isImage(file) ? file.type : (PLAYED.get(file.type) ?? null);
}

function same(...types: string[]): [string, string][] {
  return types.map((type) => [type, type]);
}
