import { Ellipsis } from "lucide-react";
import { Avatar } from "@/components/people/avatar";
import { PresenceText } from "@/components/presence/presence-text";
import { usePresence } from "@/components/presence/use-presence";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { Notice } from "@/components/ui/notice";
import { inWords } from "@/components/words";
import type { Role } from "@/lib/wire/roles";
import type { Participant, Thread } from "@/lib/wire/threads";
import { useParticipantMenu } from "./use-participant-menu";

type ParticipantItemProps = { thread: Thread; participant: Participant; self: Participant };

export function ParticipantItem({ thread, participant, self }: ParticipantItemProps) {
  const isSelf = participant.id === self.id;
  const presence = usePresence(isSelf ? undefined : participant.id);
  const { items, isBlocked, isRunning, refusal } = useParticipantMenu(thread, participant, self);
  const notes = [isSelf && "You", ROLE_NOTES[participant.role], isBlocked && "Blocked"].filter(Boolean);

  return (
    <li className="px-2 py-1.5">
      <div className="flex items-center gap-3">
        <Avatar
          id={participant.id}
          name={participant.name}
          pictureId={participant.pictureId}
          size="m"
          presence={presence}
        />
        <div className="min-w-0 flex-1">
          <p dir="auto" className="truncate text-left font-medium leading-5">
            {participant.name}
          </p>
          <div className="flex gap-1 text-caption text-muted">
            {notes.length > 0 && <p>{notes.join(" · ")}</p>}
            <PresenceText presence={presence} className="not-first:before:mr-1 not-first:before:content-['·']" />
          </div>
        </div>
        {items.length > 0 && (
          <Menu items={items}>
            <IconButton label={`Options for ${participant.name}`} icon={Ellipsis} aria-busy={isRunning} />
          </Menu>
        )}
      </div>
      {refusal && <Notice className="mt-2">{inWords(refusal)}</Notice>}
    </li>
  );
}

const ROLE_NOTES = { owner: "Owner", admin: "Admin", member: null } satisfies Record<Role, string | null>;
