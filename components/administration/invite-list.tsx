"use client";

import { useRouter } from "next/navigation";
import { revokeInvite } from "@/app/actions/administration";
import { dateInWords } from "@/components/clock";
import { SettingsSection } from "@/components/settings/settings-section";
import { useTimeZone } from "@/components/time-zone";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { Invite } from "@/lib/wire/invites";

/** The invites with which people can still join. */
export function InviteList({ invites }: { invites: Invite[] }) {
  return (
    <SettingsSection title="Open invites">
      {invites.length === 0 && (
        <p className="py-4 text-muted text-small">No invite link is open. Make one above and send it to somebody.</p>
      )}
      {invites.length > 0 && (
        <ul className="divide-y divide-hairline">
          {invites.map((invite) => (
            <InviteItem key={invite.id} invite={invite} />
          ))}
        </ul>
      )}
    </SettingsSection>
  );
}

function InviteItem({ invite }: { invite: Invite }) {
  const viewer = useViewer();
  const router = useRouter();
  const { zone, today } = useTimeZone();
  const revoke = useAction(revokeInvite, () => router.refresh());
  const left = invite.maxUses - invite.uses;

  return (
    <li className="py-3">
      <div className="flex items-center gap-4">
        <div className="min-w-0 flex-1">
          <p className="font-medium leading-5">{left === 1 ? "1 person can join" : `${left} people can join`}</p>
          <p dir="auto" className="text-muted text-small">
            From {invite.createdBy.name} · until {dateInWords(invite.expiresAt, zone, today)} · used {invite.uses} of{" "}
            {invite.maxUses}
          </p>
        </div>
        <Button
          look="danger"
          aria-busy={revoke.isRunning}
          onClick={() => revoke.run({ viewerId: viewer.id, inviteId: invite.id })}
        >
          Revoke
        </Button>
      </div>
      {revoke.refusal && <Notice className="mt-2">{inWords(revoke.refusal)}</Notice>}
    </li>
  );
}
