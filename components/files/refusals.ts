import type { FileLimits } from "@/lib/wire/files";
import { FILE_NAME_LENGTH } from "@/lib/wire/limits";
import { sizeInWords } from "./size-in-words";

/** Which of the chosen files can go with a message that has so many already, and of the others why not. */
export function refusalsOf(chosen: File[], attached: number, { count, bytes }: FileLimits) {
  const told: string[] = [];
  const usable = chosen.filter((file) => {
    const refusal = refusalOf(file, bytes);
    if (refusal) told.push(refusal);
    return !refusal;
  });
  const fitting = usable.slice(0, Math.max(0, count - attached));
  if (fitting.length < usable.length) {
    told.push(`A message holds ${count === 1 ? "one file" : `${count} files`}: send the others with another one.`);
  }
  // Of two files of one name it is said once.
  return { fitting, told: [...new Set(told)] };
}

function refusalOf({ name, size }: File, bytes: number): string | null {
  if (size === 0) return `“${name}” is empty, or a folder.`;
  if (size > bytes) return `“${name}” is larger than ${sizeInWords(bytes)}.`;
  if (name.length > FILE_NAME_LENGTH) return `“${name.slice(0, 40)}…” has too long a name.`;
  return null;
}
