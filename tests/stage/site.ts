import { afterAll, beforeAll } from "vitest";
import { setSettings } from "@/lib/settings";
import { type RunningServer, startServer } from "./server";
import type { setStage } from "./stage";

const secret = "a secret of the doors, long enough for everyone";

/** The built server on a stage's database, for the tests of one file. */
export function openSite({ databaseUrl }: ReturnType<typeof setStage>): { url: () => string; lines: () => string[] } {
  let server: RunningServer | undefined;
  beforeAll(async () => {
    setSettings({ publicUrl: undefined, isDemo: false, secret });
    server = await startServer({
      DATABASE_URL: databaseUrl(),
      DATA_DIR: process.env.DATA_DIR ?? "",
      NEXTAUTH_SECRET: secret,
    });
  });
  afterAll(() => server?.stop());
  return { url: () => server?.url ?? "", lines: () => server?.lines ?? [] };
}
