import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { filesFolder } from "@/lib/files-folder";
import { storage } from "@/lib/storage";

const folder = mkdtempSync(join(tmpdir(), "parley-storage-"));
beforeAll(() => void vi.stubEnv("DATA_DIR", folder));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const id = randomUUID();
const place = join(folder, "files", id.slice(0, 2), id);

test("a copy that does not come about is made among what is swept, and is not left", async () => {
  const source = join(folder, "noodles.txt");
  writeFileSync(source, "noodles");
  // A folder where the file should go: the copy is whole, and cannot be put in its place.
  mkdirSync(join(place, "in-the-way"), { recursive: true });
  await expect(storage().put(id, source)).rejects.toThrow(join("incoming", id));
  expect(readdirSync(dirname(place))).toEqual([id]);
  expect(readdirSync(join(filesFolder(), "incoming"))).toEqual([]);

  rmSync(place, { recursive: true });
  await storage().put(id, source);
  expect(await new Response(await storage().open(id, { start: 0, end: 6 })).text()).toBe("noodles");
  expect(readdirSync(join(filesFolder(), "incoming"))).toEqual([]);
});
