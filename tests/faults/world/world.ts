import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeDatabase, openDatabase } from "@/db/client";
import { setAnnouncer } from "@/lib/realtime";
import { setSettings } from "@/lib/settings";
import { type Link, openDatabaseLink, openLink } from "@/tests/stage/link";
import { hasRedis, startRedis } from "@/tests/stage/redis";
import type { Random } from "../random";
import { startDatabase } from "./database";
import { type Node, type OwnEnd, startNode } from "./node";

const SECRET = "a secret of the faults, long enough for everyone";

export type World = Awaited<ReturnType<typeof openWorld>>;

/**
 * Several nodes of the production build on a PostgreSQL and a Redis of their own, with a link before each of them that
 * can be cut. What this process changes in the database itself, it tells nobody about: the nodes have to find it.
 */
export async function openWorld({ nodes: count, random }: { nodes: number; random: Random }) {
  const folder = mkdtempSync(join(tmpdir(), "parley-faults-"));
  const database = await startDatabase(join(folder, "postgres"));
  let redis = hasRedis ? await startRedis() : null;
  const redisPort = redis?.port ?? 0;

  const links = { database: [] as Link[], redis: [] as Link[] };
  openDatabase(database.url, 4);
  setSettings({ publicUrl: undefined, isDemo: false, secret: SECRET });
  setAnnouncer(() => {});

  const ownEnds: OwnEnd[] = [];
  const nodes = await Promise.all(Array.from({ length: count }, openNode));

  async function openNode(): Promise<Node> {
    const toDatabase = await openDatabaseLink(database.url);
    links.database.push(toDatabase);
    const toRedis = redis && (await openLink(() => ({ host: "127.0.0.1", port: redisPort })));
    if (toRedis) links.redis.push(toRedis);
    const variables = {
      DATABASE_URL: toDatabase.url,
      ...(toRedis ? { REDIS_URL: `redis://127.0.0.1:${toRedis.port}` } : {}),
      DATABASE_POOL_SIZE: "8",
      DATA_DIR: folder,
      NEXTAUTH_SECRET: SECRET,
      DEMO: "0",
    };
    return startNode(variables, (end) => ownEnds.push(end));
  }

  /** When this process dies of something, the others do not stay. */
  function abandon(): void {
    for (const node of nodes) node.abandon();
    redis?.process.kill("SIGKILL");
    database.abandon();
    rmSync(folder, { recursive: true, force: true });
  }
  process.once("exit", abandon);

  return {
    database,
    nodes,
    links,
    hasRedis,
    /** The ends of nodes that nobody had asked for. */
    ownEnds,
    /** How each node ended that was asked to stop. */
    stops: [] as { code: number | null; took: number }[],
    /** A way to whichever node is up, as a proxy before them would choose it, for one device. */
    openDoor: () =>
      openLink(() => {
        const up = nodes.filter((node) => node.isUp());
        return { host: "127.0.0.1", port: random.pick(up.length > 0 ? up : nodes).port };
      }),
    async killRedis(): Promise<void> {
      await redis?.stop();
    },
    async startRedis(): Promise<void> {
      redis = await startRedis(redisPort);
    },
    async close(): Promise<void> {
      await Promise.all(nodes.map((node) => node.kill()));
      await closeDatabase();
      await database.stop();
      await redis?.stop();
      for (const link of [...links.database, ...links.redis]) link.close();
      process.off("exit", abandon);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
