import { sql } from "drizzle-orm";

/** A moment by the database's clock, which is the only one that the processes share. */
export const secondsAgo = (seconds: number) => sql`now() - make_interval(secs => ${seconds})`;
