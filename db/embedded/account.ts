import { stat } from "node:fs/promises";

/** Who PostgreSQL runs as, when that is not who Node runs as. */
export type Account = { uid: number; gid: number };

const NOBODY: Account = { uid: 65534, gid: 65534 };

/** PostgreSQL refuses to run as root. For root, a cluster runs as its owner and a new one as nobody; everybody else needs no other account. */
export async function accountFor(cluster: string): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;

  const owner = await stat(cluster).catch(() => null);
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : NOBODY;
}
