import { setTimeout as sleep } from "node:timers/promises";
import { deleteAccount } from "@/lib/deletions";
import type { Viewer } from "@/lib/sessions";
import type { Random } from "../random";
import type { Recorder } from "../recorder";
import { findDeletedSessions } from "../truth";
import type { Crowd } from "./crowd";

const RETRY_MS = 500;

/** Accounts of people who have written are deleted by the host, who administers; sometimes without a word to any node. */
export function createDeletions({ host, others, groups, devices }: Crowd, random: Random, recorder: Recorder) {
  async function ask(person: Viewer, messages: "keep" | "stubs"): Promise<void> {
    const page = devices.find((device) => device.viewer().id === host.id)?.pages()[0];
    await page?.post("deleteAccount", { viewerId: host.id, personId: person.id, messages });
  }

  /** As at the command line, with the word to the nodes lost. */
  async function deleteUntold(person: Viewer, messages: "keep" | "stubs"): Promise<void> {
    recorder.record({ kind: "fault", name: "word lost" });
    const deletion = deleteAccount(null, { personId: person.id, messages });
    await deletion.finally(() => recorder.record({ kind: "mended", name: "word lost" }));
  }

  return {
    /** Goes on until it is done: somebody who comes back no more must not be waited for. */
    async deleteSomebody(messages: "keep" | "stubs"): Promise<void> {
      const person = random.pick(others);
      others.splice(others.indexOf(person), 1);
      for (const { members } of groups) members.delete(person.id);
      for (const device of devices) if (device.viewer().id === person.id) device.retire();

      for (;;) {
        const asked = recorder.now();
        const deed = random.chance(0.3) ? deleteUntold : ask;
        await deed(person, messages).catch(() => {});
        const ended = await findDeletedSessions(person.id).catch(() => []);
        for (const session of ended) recorder.record({ kind: "session-ended", session, asked });
        if (ended.length > 0) return;
        await sleep(RETRY_MS);
      }
    },
  };
}
