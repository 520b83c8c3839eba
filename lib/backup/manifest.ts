import { z } from "zod";

/** The first entry of a backup, and its last one: what comes in between is whole when the last one is there. */
export const HEAD = "parley-backup.json";
export const MANIFEST = "manifest.json";

const Name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);
const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Count = z.number().int().nonnegative();

/** Under which a file or a thumbnail lies in the storage. It becomes part of a path, so nothing else may be in it. */
const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const StoredId = z.string().regex(new RegExp(`^${UUID}(?:\\.${UUID})?(?:\\.small)?$`));

export type Head = z.infer<typeof Head>;
export const Head = z.strictObject({
  format: z.literal(1),
  /** The version of Parley that made it. */
  parley: z.string(),
  /** When the newest step of its schema was made, in milliseconds since 1970. */
  migration: Count,
  madeAt: z.iso.datetime(),
});

export type Manifest = z.infer<typeof Manifest>;
/** What is in a backup. `bytes` and `sha256` are of the rows before they were compressed, and of a file's content. */
export const Manifest = z.strictObject({
  tables: z.array(z.strictObject({ name: Name, columns: z.array(Name), rows: Count, bytes: Count, sha256: Hash })),
  sequences: z.array(
    z.strictObject({
      name: Name,
      last: z
        .string()
        .regex(/^-?\d{1,19}$/)
        .nullable(),
    }),
  ),
  files: z.array(z.strictObject({ id: StoredId, bytes: Count, sha256: Hash })),
  /** Files that the database knows and the storage did not have any more. */
  missing: z.array(StoredId),
});

/** Where the rows of a table are, in pieces of a few megabytes that are compressed each on their own. */
export const piecePath = (table: string, number: number) => `tables/${table}/${String(number).padStart(6, "0")}.gz`;

export const filePath = (storedId: string) => `files/${storedId}`;

/** What an entry between the first and the last one is; undefined of one that no backup of Parley has. */
export function readPath(path: string): { table: string; number: number } | { storedId: string } | undefined {
  const [, table, number] = /^tables\/([a-z_][a-z0-9_]{0,62})\/(\d{6,})\.gz$/.exec(path) ?? [];
  if (table && number) return { table, number: Number(number) };
  const storedId = StoredId.safeParse(path.replace(/^files\//, ""));
  return path.startsWith("files/") && storedId.success ? { storedId: storedId.data } : undefined;
}
