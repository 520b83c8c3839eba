import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { ROUTES, routeOf } from "./routes";

test("each page and route of the app has its pattern, and there are no others", () => {
  const files = readdirSync("app", { recursive: true }).map((name) => `/${String(name).replaceAll("\\", "/")}`);
  const found = files.filter((name) => /\/(page\.tsx|route\.ts)$/.test(name));
  const patterns = found.map((name) => name.replace(/\/\([^)]+\)|\/(page\.tsx|route\.ts)$/g, "") || "/");
  expect([...ROUTES]).toEqual(patterns.sort());
});

test("an address becomes its pattern, and whatever a client makes up one of a few words", () => {
  expect(routeOf("/join/secret-token?next=/t")).toBe("/join/[token]");
  expect(routeOf("/t/5b0c/m/7?_rsc=1")).toBe("/t/[threadId]/m/[seq]");
  expect(routeOf("/search?q=noodles")).toBe("/search");
  expect(routeOf("/api/auth/callback/credentials")).toBe("/api/auth/[...nextauth]");
  expect(routeOf("/_next/static/chunks/a.js")).toBe("static");
  expect(routeOf("/icon.svg?x")).toBe("static");
  for (const url of ["http://evil.example/t", "/noodles", "/t/a/b", "//t", "", undefined, "/t%00", "/.env"]) {
    expect(routeOf(url)).toBe("other");
  }
});
