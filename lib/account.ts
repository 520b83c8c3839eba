import { type Transaction, transaction } from "@/db/client";
import { lockPerson } from "@/db/people";
import { isSessionLive } from "@/db/sessions";
import { Refusal } from "@/lib/refusal";
import type { Viewer } from "@/lib/sessions";

/**
 * Changes something of the viewer's own account under the lock of its row, which ending sessions takes too: after the end
 * of a session is committed, nothing of it is accepted.
 */
export function changeAccount<Value>(viewer: Viewer, change: (tx: Transaction) => Promise<Value>): Promise<Value> {
  return transaction(async (tx) => {
    await lockPerson(tx, viewer.id);
    if (!(await isSessionLive(viewer.sessionId, tx))) throw new Refusal("signed-out");
    return change(tx);
  });
}
