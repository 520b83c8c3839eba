import { readEnvironment } from "@/lib/environment";
import type { FileLimits } from "@/lib/wire/files";

const MEGABYTE = 1024 * 1024;

/** How many bytes the files of one person may have in all. */
export function fileQuota(): number {
  return readEnvironment().FILE_QUOTA_MEGABYTES * MEGABYTE || Number.POSITIVE_INFINITY;
}

/** What whoever runs Parley lets people send. */
export function fileLimits(): FileLimits {
  const { FILES_PER_MESSAGE, FILE_MEGABYTES } = readEnvironment();
  return { count: FILES_PER_MESSAGE, bytes: FILE_MEGABYTES * MEGABYTE };
}
