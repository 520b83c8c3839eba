import { addParticipants, removeParticipant } from "@/lib/membership";
import { endSession, type Viewer } from "@/lib/sessions";
import type { Random } from "../random";
import type { Recorder } from "../recorder";
import { findPlace } from "../truth";
import type { Crowd } from "./crowd";

/** Who comes into a group, goes out of one, or loses a session; sometimes without a word to any node. */
export function createComings({ host, others, groups, devices }: Crowd, random: Random, recorder: Recorder) {
  /** Adds or removes somebody, or lets them leave; answers whether somebody has left, which is the least frequent. */
  async function changeMembership(): Promise<boolean> {
    const { id: threadId, members } = random.pick(groups);
    const subject = random.pick(others);
    const isRemoval = members.has(subject.id);
    const actor = isRemoval && random.chance(0.3) ? subject : host;
    const asked = recorder.now();

    if (random.chance(0.1)) await untold(() => change(actor, threadId, subject, isRemoval));
    else await ask(actor, threadId, subject, isRemoval);

    // Whatever the answer was, or whether there was one: this is how it is now.
    const { isIn, leftSeq } = await findPlace(threadId, subject.id);
    if (isIn) members.add(subject.id);
    else members.delete(subject.id);
    if (isRemoval && !isIn)
      recorder.record({ kind: "removed", person: subject.id, thread: threadId, upTo: leftSeq, asked });
    return isRemoval && !isIn && actor === subject;
  }

  function change(actor: Viewer, threadId: string, { id }: Viewer, isRemoval: boolean): Promise<void> {
    const asActor = { viewerId: actor.id, threadId };
    return isRemoval
      ? removeParticipant(actor, { ...asActor, personId: id })
      : addParticipants(actor, { ...asActor, personIds: [id] });
  }

  async function ask(actor: Viewer, threadId: string, { id }: Viewer, isRemoval: boolean): Promise<void> {
    const page = devices.find((device) => device.viewer().id === actor.id)?.pages()[0];
    const asActor = { viewerId: actor.id, threadId };
    await (isRemoval
      ? page?.post("removeParticipant", { ...asActor, personId: id })
      : page?.post("addParticipants", { ...asActor, personIds: [id] })
    )?.catch(() => null);
  }

  /** No node is told: as if each word of it had been lost. */
  async function untold(work: () => Promise<void>): Promise<void> {
    recorder.record({ kind: "fault", name: "word lost" });
    await work().finally(() => recorder.record({ kind: "mended", name: "word lost" }));
  }

  /** Ends a session by its person, or from elsewhere. */
  async function endSomeSession(): Promise<void> {
    const device = random.pick(devices.slice(1));
    const page = device.pages()[0];
    if (!page) return;
    const asked = recorder.now();
    const { sessionId } = page.viewer;
    if (random.chance(0.3)) await untold(() => endSession(sessionId));
    else if ((await device.signOut(page)) === null) return;
    recorder.record({ kind: "session-ended", session: sessionId, asked });
  }

  return { changeMembership, endSomeSession };
}
