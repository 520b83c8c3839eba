const CANARY = "canary-5f1b7c2e9d3a48067e";

/** What is secret, while the pages are built: tests/doors/secrets.test.ts looks for it in what a browser gets. */
export const CANARIES = {
  NEXTAUTH_SECRET: `${CANARY}-session-secret-of-the-build`,
  DATABASE_URL: `postgres://${CANARY}:${CANARY}@127.0.0.1:1/parley`,
  DATABASE_OWNER_URL: `postgres://${CANARY}:${CANARY}@127.0.0.1:1/parley`,
  REDIS_URL: `redis://:${CANARY}@127.0.0.1:1`,
  FILES_S3_SECRET_ACCESS_KEY: `${CANARY}-bucket`,
};

/** What none of them may leave behind, nor their names, which only the server knows. */
export const TRACES = [CANARY, ...Object.keys(CANARIES)];
