import { Ban, Crown, type LucideIcon, Shield, User, UserMinus } from "lucide-react";
import { setBlock } from "@/app/actions/blocks";
import { removeParticipant, setRole } from "@/app/actions/membership";
import { useTab } from "@/components/connection/live";
import { useIsBlocked } from "@/components/people/blocked";
import type { MenuItem } from "@/components/ui/menu";
import { useAction } from "@/components/use-action";
import { may, ROLES, type Role } from "@/lib/wire/roles";
import type { Participant, Thread } from "@/lib/wire/threads";

const ROLE_ICONS = { owner: Crown, admin: Shield, member: User } satisfies Record<Role, LucideIcon>;

/** What the viewer, who is `self`, may do with somebody in the thread, and how the last of it went. */
export function useParticipantMenu(thread: Thread, participant: Participant, self: Participant) {
  const change = useAction(setRole);
  const remove = useAction(removeParticipant);
  const { deliveries } = useTab();
  const block = useAction(setBlock, deliveries.blocked);
  const isBlocked = useIsBlocked(participant.id);
  const isSelf = participant.id === self.id;
  const whom = { viewerId: self.id, threadId: thread.id, personId: participant.id };

  function rise(role: Role): MenuItem {
    const label = isSelf ? `Step down to ${role}` : `Make ${role}`;
    return { label, icon: ROLE_ICONS[role], run: () => startWith(() => change.run({ ...whom, role })) };
  }

  /** Only what was tried last is told of. */
  function startWith(run: () => void): void {
    change.forget();
    remove.forget();
    block.forget();
    run();
  }

  const isGroup = thread.kind === "group";
  const roles = isGroup && may(self.role, "set-role") ? ROLES.filter((role) => role !== participant.role) : [];
  const items: MenuItem[] = roles.map(rise);
  if (!isSelf && !participant.isDeleted) {
    const [viewerId, personId] = [self.id, participant.id];
    const run = () => startWith(() => block.run({ viewerId, personId, isBlocked: !isBlocked }));
    items.push({ label: isBlocked ? "Unblock" : "Block", icon: Ban, run });
  }
  if (isGroup && !isSelf && may(self.role, `remove-${participant.role}`)) {
    const run = () => startWith(() => remove.run(whom));
    items.push({ label: "Remove from group", icon: UserMinus, isDangerous: true, run });
  }

  return {
    items,
    isBlocked,
    isRunning: change.isRunning || remove.isRunning || block.isRunning,
    refusal: change.refusal ?? remove.refusal ?? block.refusal,
  };
}
