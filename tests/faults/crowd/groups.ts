import { ROLES } from "@/lib/wire/roles";
import { aPicture } from "@/tests/stage/pictures";
import type { Random } from "../random";
import type { Recorder } from "../recorder";
import type { Page } from "../tabs/page";
import { findHistory } from "../truth";
import type { Crowd } from "./crowd";

/** What people make of their groups. What only an owner may do the host does, whose page nothing happens to. */
export function createGroupChanges({ host, groups, devices }: Crowd, random: Random, recorder: Recorder) {
  const picture = aPicture("png", { width: 8, height: 8 });
  let renamed = 0;

  const pageOfHost = () => devices.find((device) => device.viewer().id === host.id)?.pages()[0];
  const somePage = () => random.pick(devices).pages()[0];

  /** Answers whether it was done, and for certain something else than before. */
  async function asHost(act: (page: Page) => Promise<boolean>): Promise<boolean> {
    const page = pageOfHost();
    return page ? act(page) : false;
  }

  /** Whoever is a mere member there, or not in it, is refused. */
  async function asSomebody(act: (page: Page) => Promise<boolean>): Promise<boolean> {
    const page = random.chance(0.5) ? pageOfHost() : somePage();
    return page ? act(page) : false;
  }

  return {
    rename: () =>
      asSomebody(async (page) => {
        renamed += 1;
        const named = { threadId: random.pick(groups).id, title: `Group ${renamed} of ${page.name}` };
        return (await page.post("renameGroup", { viewerId: page.viewer.id, ...named })).ok;
      }),
    changePicture: () =>
      asSomebody(async (page) => {
        const face = random.chance(0.8) ? await picture : null;
        return (await page.wishes.changePicture(face, random.pick(groups).id)) && face !== null;
      }),
    /** Only here, and only over a page whose requests nobody doubles: so it is certain when a history is closed again. */
    changeHistory: () =>
      asHost(async (page) => {
        const { id: threadId } = random.pick(groups);
        const asked = recorder.now();
        const wanted = (await findHistory(threadId)).history === "join" ? "all" : "join";
        await page.post("setHistory", { viewerId: host.id, threadId, history: wanted }).catch(() => null);

        // Whatever the answer was, or whether there was one: this is how it is now.
        const { history, line } = await findHistory(threadId);
        if (wanted === "join" && history === "join")
          recorder.record({ kind: "history-closed", thread: threadId, upTo: line, asked });
        return history === wanted;
      }),
    changeRole: () =>
      asHost(async (page) => {
        const { id: threadId, members } = random.pick(groups);
        const change = { personId: random.pick([...members]), role: random.pick([...ROLES]) };
        const { ok } = await page.post("setRole", { viewerId: host.id, threadId, ...change });
        return ok && change.role !== "member";
      }),
  };
}
