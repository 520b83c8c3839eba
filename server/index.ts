import { fileURLToPath } from "node:url";
import nextEnv from "@next/env";
import { admitDemoPeople, disableDemoPeople } from "@/db/seed";
import { dsnOf } from "@/lib/dsn";
import { readEnvironment } from "@/lib/environment";
import { log, logFault, setLog } from "@/lib/log";
import { hashPassword } from "@/lib/passwords";
import { makeSetUpPath } from "@/lib/set-up";
import { setSettings } from "@/lib/settings";
import { banner } from "./banner";
import { takeConsole } from "./console";
import { startFaultReports } from "./fault-reports";
import { startHashing } from "./hashing";
import { hostOf, isDemoIn } from "./host";
import { startJobs } from "./jobs";
import { startClearing } from "./leftovers";
import { startLimiter } from "./limiter";
import { createLines } from "./log-lines";
import { startPreviews } from "./previews";
import { findSecret } from "./secret";
import { serve } from "./serve";
import { openStore, prepareStore } from "./store";
import { startTracing } from "./tracing";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const isDevelopment = process.env.NODE_ENV !== "production";

/** How to undo what the start has done so far, in the order in which it was done. */
const undo: (() => Promise<void>)[] = [];

/** Waits for the reports of faults that are on their way. */
let endReports = async () => {};

const lines = { out: createLines(process.stdout), error: createLines(process.stderr) };
process.on("uncaughtException", (error) => {
  // Node itself would print all that is in it.
  logFault("process", error);
  endReports().finally(() => process.exit(1));
});
process.once("SIGINT", () => stop(0));
process.once("SIGTERM", () => stop(0));
start().catch((error) => {
  lines.error(`Parley cannot start. ${error instanceof Error ? error.message : error}\n`);
  stop(1);
});

async function start(): Promise<void> {
  // Parley sends nothing to anybody, and neither does what it is built on.
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  nextEnv.loadEnvConfig(ROOT, isDevelopment, { info: () => {}, error: console.error });
  const environment = readEnvironment();
  // Beside somebody who looks on, what goes well is not told: the banner stays before their eyes.
  setLog(environment.LOG_LEVEL ?? (isDevelopment || process.stdout.isTTY ? "warn" : "info"), lines);
  // In development Next speaks with whoever develops.
  if (!isDevelopment) takeConsole();
  endReports = startFaultReports({
    dsn: environment.SENTRY_DSN ? dsnOf(environment.SENTRY_DSN) : null,
    environment: environment.SENTRY_ENVIRONMENT,
  });
  const endTraces = await startTracing({
    endpoint: environment.OTEL_EXPORTER_OTLP_ENDPOINT,
    serviceName: environment.OTEL_SERVICE_NAME,
  });
  undo.push(async () => void (await Promise.all([endReports(), endTraces()])));
  const isDemo = isDemoIn(environment);
  const host = hostOf(environment, isDemo);
  setSettings({ publicUrl: environment.PUBLIC_URL, isDemo, secret: findSecret(environment, isDemo) });

  undo.push(startHashing());
  undo.push(startLimiter({ factor: environment.RATE_LIMITS, redisUrl: environment.REDIS_URL }));
  const store = await openStore(environment);
  undo.push(store.close);
  await prepareStore(store, () => (isDemo ? admitDemoPeople(hashPassword) : disableDemoPeople()));

  const served = await serve({
    root: ROOT,
    isDevelopment,
    host,
    port: environment.PORT,
    redisUrl: environment.REDIS_URL,
    metricsToken: environment.METRICS_TOKEN,
  });
  undo.push(served.close);
  undo.push(startJobs(), startPreviews(), startClearing());
  log.info("started", { port: served.port });
  lines.out(`${banner(environment.PUBLIC_URL ?? served.url, { isDemo, setUpPath: await makeSetUpPath() })}\n`);
}

async function stop(exitCode: number): Promise<void> {
  if (exitCode === 0) log.info("stopping");
  for (const step of undo.reverse()) await step().catch((error) => logFault("stop", error));
  if (exitCode === 0) log.info("stopped");
  process.exit(exitCode);
}
