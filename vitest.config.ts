import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: [
      "{app,components,lib,db,server}/**/*.test.{ts,tsx}",
      "tests/*.test.ts",
      "tests/{doors,faults,fuzz,stage}/**/*.test.ts",
    ],
    globalSetup: "./tests/stage/database-server.ts",
    restoreMocks: true,
    // Only a test that would never end fails for its time: a machine may be slow and busy with something else.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
