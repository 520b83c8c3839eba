import { expect, test } from "vitest";
import { z } from "zod";
import { randomId } from "./random-id";

test("ids are UUIDs of version 4, each another", () => {
  const ids = Array.from({ length: 1000 }, randomId);
  expect(new Set(ids).size).toBe(1000);
  for (const id of ids) expect(z.uuidv4().safeParse(id).success).toBe(true);
});
