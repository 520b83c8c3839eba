"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { createReset, deactivateAccount, reactivateAccount, setAccountRole } from "@/app/actions/administration";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { Account } from "@/lib/wire/accounts";
import { DeleteAccount } from "./delete-account";
import { ShareLink } from "./share-link";

/** What an administrator can do about an account; it shows the account as it has become. */
export function ManageAccount({ account, onClose }: { account: Account; onClose: () => void }) {
  const viewer = useViewer();
  const { refresh } = useRouter();
  const [token, setToken] = useState<string | null>(null);
  const reset = useAction(createReset, (made) => setToken(made.token));
  const role = useAction(setAccountRole, refresh);
  const deactivate = useAction(deactivateAccount, refresh);
  const reactivate = useAction(reactivateAccount, refresh);
  const refusal = [reset, role, deactivate, reactivate].map((action) => action.refusal).find((code) => code !== null);
  const named = { viewerId: viewer.id, personId: account.id };

  return (
    <Dialog title={account.name} onClose={onClose}>
      <div className="grid gap-1 overflow-y-auto px-5 pb-5">
        {refusal && <Notice className="mb-2">{inWords(refusal)}</Notice>}
        {!account.isDeactivated && (
          <Choice
            name="Make reset link"
            hint="With it they set a new password, once, within a day."
            isRunning={reset.isRunning}
            onChoose={() => reset.run(named)}
          />
        )}
        {token && (
          <ShareLink
            path={`/reset/${token}`}
            label="Reset link"
            hint="Copy it now: it is not shown again. Whoever has it can sign in as this person."
            onClose={() => setToken(null)}
          />
        )}
        {account.role === "member" ? (
          <Choice
            name="Make administrator"
            hint="They can then do everything that you can do here."
            isRunning={role.isRunning}
            onChoose={() => role.run({ ...named, role: "administrator" })}
          />
        ) : (
          <Choice
            name="Take the role away"
            hint="They are no longer an administrator, and keep their account."
            isRunning={role.isRunning}
            onChoose={() => role.run({ ...named, role: "member" })}
          />
        )}
        {account.isDeactivated ? (
          <Choice
            name="Reactivate"
            hint="They can sign in again."
            isRunning={reactivate.isRunning}
            onChoose={() => reactivate.run(named)}
          />
        ) : (
          <Choice
            name="Deactivate"
            hint="They are signed out everywhere and cannot sign in. What they said stays."
            isRunning={deactivate.isRunning}
            onChoose={() => deactivate.run(named)}
          />
        )}
        <DeleteAccount account={account} onDone={refresh} />
      </div>
    </Dialog>
  );
}

type ChoiceProps = { name: string; hint: string; isRunning: boolean; onChoose: () => void };

function Choice({ name, hint, isRunning, onChoose }: ChoiceProps) {
  return (
    <div className="flex items-center gap-4 py-2">
      <p className="min-w-0 flex-1 text-muted text-small">{hint}</p>
      <Button aria-busy={isRunning} onClick={onChoose}>
        {name}
      </Button>
    </div>
  );
}
