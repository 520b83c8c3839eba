import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";

type Shape = Exclude<z.core.JSONSchema.JSONSchema, boolean>;

/** What is cut to its length rather than refused: it stands in an address, which a request holds only so much of. */
const CUT = ["AskedSearch.q"];

/** Of fixed length, whatever it is of: an id, a day. */
const FORMATS = ["uuid", "date"];

/** Each schema of lib/wire, by its name. */
async function schemas(): Promise<[string, z.ZodType][]> {
  const files = readdirSync("lib/wire").filter((name) => /^[a-z-]+\.ts$/.test(name));
  const modules = await Promise.all(files.map((name) => import(/* @vite-ignore */ `../lib/wire/${name}`)));
  return modules
    .flatMap((module) => Object.entries<unknown>(module))
    .filter((entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType);
}

/** Where something may be as large as it likes. */
function unboundedIn(shape: Shape, path: string): string[] {
  const within = (part: z.core.JSONSchema._JSONSchema | undefined, name: string) =>
    typeof part === "object" ? unboundedIn(part, `${path}${name}`) : [`${path}${name}`];
  if (shape.const !== undefined || shape.enum) return [];
  if (shape.type === "string")
    return shape.maxLength !== undefined || FORMATS.includes(shape.format ?? "") ? [] : [path];
  const parts = [...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...(shape.allOf ?? [])];
  if (parts.length > 0) return parts.flatMap((part) => within(part, ""));
  if (shape.type === "object") {
    const isOpen = shape.additionalProperties !== false && shape.additionalProperties !== undefined;
    const properties = Object.entries(shape.properties ?? {});
    return [...(isOpen ? [path] : []), ...properties.flatMap(([name, part]) => within(part, `.${name}`))];
  }
  if (shape.type === "array") {
    const items = within(shape.items as z.core.JSONSchema._JSONSchema, "[]");
    return shape.maxItems === undefined ? [path, ...items] : items;
  }
  if (shape.type === "number" || shape.type === "integer") {
    const isBounded =
      (shape.maximum ?? shape.exclusiveMaximum) !== undefined &&
      (shape.minimum ?? shape.exclusiveMinimum) !== undefined;
    return isBounded ? [] : [path];
  }
  return shape.type === "boolean" || shape.type === "null" ? [] : [path];
}

const unbounded = (schema: z.ZodType, name: string) =>
  unboundedIn(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), name);

test("whatever comes from outside has a largest size: texts, lists and numbers", async () => {
  const all = await schemas();
  expect(all.length).toBeGreaterThan(50);
  expect(all.flatMap(([name, schema]) => unbounded(schema, name))).toEqual(CUT);
});

test("what has none is found", () => {
  expect(unbounded(z.strictObject({ a: z.string(), b: z.array(z.uuid()), c: z.number() }), "Such")).toEqual([
    "Such.a",
    "Such.b",
    "Such.c",
  ]);
  expect(unbounded(z.union([z.string().max(3), z.unknown()]), "Such")).toEqual(["Such"]);
});
