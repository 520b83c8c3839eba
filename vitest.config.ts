import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: [
      "{app,components,lib,db,server}/**/*.test.{ts,tsx}",
      "tests/*.test.ts",
      "tests/{doors,faults,stage}/**/*.test.ts",
    ],
    globalSetup: "./tests/stage/database-server.ts",
    restoreMocks: true,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
