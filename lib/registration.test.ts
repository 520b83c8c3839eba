import { expect, test } from "vitest";
import { register, registration, setRegistration } from "@/lib/registration";
import { findViewer } from "@/lib/sessions";
import { auditRows, DEVICE, newAccount } from "@/tests/stage/accounts";
import { administrator } from "@/tests/stage/cast";
import { setStage } from "@/tests/stage/stage";

setStage();

test("everybody may register while registration is open, and nobody otherwise", async () => {
  const ana = await administrator("Ana");
  expect(await registration()).toBe("invite");
  for (const closed of ["invite", "closed"] as const) {
    await setRegistration(ana, { viewerId: ana.id, registration: closed });
    await expect(register(newAccount(), DEVICE)).rejects.toMatchObject({ code: "registration-closed" });
  }

  await setRegistration(ana, { viewerId: ana.id, registration: "open" });
  const claims = await register(newAccount({ name: "Gus" }), DEVICE);
  expect(await findViewer(claims)).toMatchObject({ name: "Gus", role: "member" });
  expect(await auditRows("registered")).toMatchObject([{ actorId: claims.sub }]);
  expect((await auditRows("registration-set")).map(({ details }) => details)).toEqual([
    { registration: "open" },
    { registration: "closed" },
    { registration: "invite" },
  ]);
});
