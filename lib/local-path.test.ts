import { expect, test } from "vitest";
import { localPath } from "./local-path";

test("a place within Parley is kept", () => {
  expect(localPath("/t/abc?x=1")).toBe("/t/abc?x=1");
});

test("anything that leads elsewhere becomes the list of conversations", () => {
  const elsewhere = [
    null,
    "",
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "t",
    "/\t/evil.example",
    "/.//evil.example",
    "/x/..//evil.example",
    "/%2e//evil.example",
  ];
  for (const text of elsewhere) expect(localPath(text)).toBe("/t");
});
