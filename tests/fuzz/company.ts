import { randomUUID } from "node:crypto";
import type { Viewer } from "@/lib/sessions";
import { ACTIONS } from "@/tests/doors/matrix/actions";
import { ADDRESSES } from "@/tests/doors/matrix/addresses";
import { EVENTS } from "@/tests/doors/matrix/events";
import { setScene } from "@/tests/doors/matrix/roles";
import type { Random } from "@/tests/faults/random";
import { administrator, person } from "@/tests/stage/cast";
import { cookieOf } from "@/tests/stage/requests";

/**
 * Some people of whom one is an administrator and one a stranger to the others, and what each door may be asked of them. What
 * they send may end their sessions or their accounts, so that new ones come all the time.
 */
export type Company = {
  /** With the cookie of whoever may, or may not, do it. */
  actions: [name: string, right: object, cookie: string][];
  events: [name: string, right: object][];
  /** The addresses that are read, each with an id that there is. */
  paths: string[];
  /** Ids that there are, or were. */
  known: unknown[];
  /** Somebody's headers, or a stranger's. */
  headers: (random: Random) => Record<string, string>;
};

export async function gatherCompany(origin: string): Promise<Company> {
  const { viewer: owner, ...scene } = await setScene("owner");
  if (!owner) throw new Error("The scene has no owner.");
  const [eve, ada] = [await person("Eve"), await administrator("Ada")];
  const people: Viewer[] = [owner, scene.member, eve, ada];
  const cookies = await Promise.all(people.map(cookieOf));

  const actions: Company["actions"] = [];
  for (const [name, { input }] of Object.entries(ACTIONS)) {
    const right = await input(scene);
    for (const [place, { id: viewerId }] of people.entries()) {
      actions.push([name, { viewerId, ...right }, cookies[place] ?? ""]);
    }
  }
  const events = Object.entries(EVENTS).map(([name, { input }]): [string, object] => [
    name,
    input({ ...scene, viewerId: owner.id }),
  ]);
  const read = Object.values(ADDRESSES).filter(({ send }) => !send);
  const paths = await Promise.all(read.map(({ path }) => path({ ...scene, viewerId: owner.id })));

  return {
    actions,
    events,
    paths,
    known: [scene.threadId, scene.messageId, scene.seq, owner.id, eve.id, ada.id, randomUUID()],
    headers: (random) => ({
      origin,
      cookie: random.pick([...cookies, ...cookies, "", "parley.session=x", "parley.session=%E0%A4%A", "=;=;;"]),
    }),
  };
}
