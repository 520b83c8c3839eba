import { join } from "node:path";
import { readEnvironment } from "@/lib/environment";

/** The folder of everything that has to do with files. */
export function filesFolder(): string {
  return join(readEnvironment().DATA_DIR, "files");
}
