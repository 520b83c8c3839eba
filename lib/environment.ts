import { z } from "zod";
import { dsnOf } from "@/lib/dsn";
import { LOG_LEVELS } from "@/lib/log";
import { proxiesOf } from "@/lib/proxies";
import { FILES_LIMIT } from "@/lib/wire/limits";

const flag = z.enum(["0", "1"]).transform((value) => value === "1");

/** Without one of these a bucket cannot be reached. */
const BUCKET = [
  "FILES_S3_ENDPOINT",
  "FILES_S3_BUCKET",
  "FILES_S3_ACCESS_KEY_ID",
  "FILES_S3_SECRET_ACCESS_KEY",
] as const;

const Variables = z.object({
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: z.string().optional(),
  DATABASE_OWNER_URL: z.string().optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(1000).default(10),
  REDIS_URL: z.string().optional(),
  TRUSTED_PROXIES: z
    .string()
    .refine((text) => proxiesOf(text) !== null, "is no list of addresses, ranges and the word loopback")
    .optional(),
  RATE_LIMITS: z.coerce.number().min(0).max(1_000_000).default(1),
  DATA_DIR: z.string().default(".data"),
  FILE_MEGABYTES: z.coerce.number().int().min(1).max(1000).default(25),
  FILE_QUOTA_MEGABYTES: z.coerce.number().int().min(0).default(5000),
  FILES_PER_MESSAGE: z.coerce.number().int().min(1).max(FILES_LIMIT).default(10),
  FILES_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  FILES_S3_BUCKET: z
    .string()
    .regex(/^[\w][\w.-]{1,61}[\w]$/, "is no name of a bucket")
    .optional(),
  FILES_S3_REGION: z.string().default("us-east-1"),
  FILES_S3_ACCESS_KEY_ID: z.string().optional(),
  FILES_S3_SECRET_ACCESS_KEY: z.string().optional(),
  FILES_S3_PATH_STYLE: flag.default(true),
  NEXTAUTH_SECRET: z.string().min(32, "must be at least 32 characters long").optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS).optional(),
  METRICS_TOKEN: z.string().min(32, "must be at least 32 characters long").optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_EXPORTER_OTLP_HEADERS: z.string().optional(),
  OTEL_SERVICE_NAME: z.string().default("parley"),
  SENTRY_DSN: z
    .string()
    .refine((text) => dsnOf(text) !== null, "is no DSN such as https://key@errors.example.org/1")
    .optional(),
  SENTRY_ENVIRONMENT: z.string().default("production"),
  DEMO: flag.optional(),
  DEMO_PUBLIC: flag.default(false),
});

/** Every variable that Parley reads; `.env.example` lists the same with a sentence on each. */
export const Environment = Variables.superRefine((variables, { addIssue }) => {
  if (BUCKET.every((name) => !variables[name])) return;
  for (const name of BUCKET.filter((name) => !variables[name])) {
    addIssue({
      code: "custom",
      path: [name],
      message: "is missing: with the other FILES_S3_ variables it is needed too",
    });
  }
});

export type Environment = z.infer<typeof Environment>;

/** The environment, or an error that names each variable that is off. An empty variable counts as absent. */
export function readEnvironment(variables: Record<string, string | undefined> = process.env): Environment {
  const given = Object.entries(variables).filter(([, value]) => value !== "");
  const parsed = Environment.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;

  const complaints = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not right. ${complaints.join("; ")}.`);
}
