import { expect, test } from "vitest";
import { DEMO_PEOPLE } from "@/db/demo-story";
import { admitDemoPeople, disableDemoPeople } from "@/db/seed";
import { deleteAccount } from "@/lib/deletions";
import { createInvite, requireOpenInvite } from "@/lib/invites";
import { createReset, requireReset } from "@/lib/resets";
import { beginSession, findViewer } from "@/lib/sessions";
import { DEVICE } from "@/tests/stage/accounts";
import { person } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

setStage();
const hashNothing = async () => "no password has this hash";

test("with the demo people the links of their administrator go, and who was deleted does not come back", async () => {
  await admitDemoPeople(hashNothing);
  const begin = () => beginSession({ id: DEMO_PEOPLE.alice.id, authVersion: 1 }, DEVICE);
  const alice = await findViewer(await begin());
  const invite = await createInvite(alice!, { viewerId: alice!.id, uses: 1, days: 1 });
  const reset = await createReset(alice!, { personId: (await person("Ben")).id });
  await requireOpenInvite(invite.token);
  await deleteAccount(alice!, { personId: DEMO_PEOPLE.bob.id, messages: "keep" });

  await disableDemoPeople();
  await expect(requireOpenInvite(invite.token)).rejects.toMatchObject({ code: "link-ended" });
  await expect(requireReset(reset.token)).rejects.toMatchObject({ code: "link-ended" });
  await admitDemoPeople(hashNothing);
  expect(await findViewer(await begin())).toMatchObject({ name: "Alice" });
  const bobs = await beginSession({ id: DEMO_PEOPLE.bob.id, authVersion: 2 }, DEVICE);
  expect(await findViewer(bobs)).toBeUndefined();
});
