import { defineConfig } from "@playwright/test";
import { browserArguments, browserPath } from "./browser";

export default defineConfig({
  testDir: ".",
  testMatch: "*.story.ts",
  outputDir: "../../test-results/stories",
  globalSetup: "./server.ts",
  // Two browsers talk in most stories; more at once only makes each of them late.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  // Only a story that would never end fails for its time: a machine may be slow and busy with something else.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: [["line"], ["json", { outputFile: "../../test-results/stories.json" }]],
  use: {
    trace: "retain-on-failure",
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    launchOptions: {
      executablePath: await browserPath(),
      args: browserArguments,
    },
  },
});
