import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Environment } from "@/lib/environment";
import { storage } from "@/lib/storage";
import { type Finding, ok, reasonOf, wrong } from "./finding";

const PROBE = "A probe of Parley's doctor.";

/** Puts an object into the bucket, gets it and deletes it again. */
export async function checkBucket({ FILES_S3_ENDPOINT, FILES_S3_BUCKET }: Environment): Promise<Finding[]> {
  if (!FILES_S3_ENDPOINT) return [ok("Files lie on the disk.")];
  const folder = await mkdtemp(join(tmpdir(), "parley-doctor-"));
  const [id, path] = [randomUUID(), join(folder, "probe")];
  try {
    await writeFile(path, PROBE);
    await storage().put(id, path);
    const got = await text(await storage().open(id, { start: 0, end: PROBE.length - 1 }));
    await storage().remove(id);
    if (got !== PROBE) throw new Error("it gives back something else than it got");
    return [ok(`The bucket ${FILES_S3_BUCKET} takes, gives and deletes.`)];
  } catch (error) {
    const fix =
      "Look at the FILES_S3_ variables, and whether the key may put, get and delete; the line above says more.";
    return [wrong(`The bucket ${FILES_S3_BUCKET} does not do its work: ${reasonOf(error)}.`, fix)];
  } finally {
    await rm(folder, { recursive: true });
  }
}
