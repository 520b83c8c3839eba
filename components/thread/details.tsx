"use client";

import { X } from "lucide-react";
import type { KeyboardEvent } from "react";
import { removeParticipant } from "@/app/actions/membership";
import { Avatar } from "@/components/people/avatar";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Notice } from "@/components/ui/notice";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords, peopleInWords } from "@/components/words";
import type { Participant, Thread } from "@/lib/wire/threads";
import { AddPeople } from "./add-people";
import { LeaveThread } from "./leave-thread";

type DetailsProps = { thread: Thread; title: string; onClose: () => void };

/** Who is in the thread, and what may be done about it. Beside the conversation; over it on a phone. */
export function Details({ thread, title, onClose }: DetailsProps) {
  const viewer = useViewer();
  const self = thread.participants.find(({ id }) => id === viewer.id);
  const mayManage = thread.kind === "group" && self !== undefined && self.role !== "member";

  function closeOnEscape(event: KeyboardEvent) {
    if (event.key === "Escape") onClose();
  }

  return (
    <aside
      aria-label="Details"
      onKeyDown={closeOnEscape}
      className="absolute inset-0 z-20 flex animate-slide flex-col bg-surface lg:static lg:w-75 lg:border-hairline lg:border-l"
    >
      <header className="flex min-h-14.25 items-center border-hairline border-b py-2 pr-3 pl-5">
        <h2 className="flex-1 font-semibold text-field">Details</h2>
        {/* On a phone the panel covers the button that opened it. */}
        <IconButton autoFocus label="Close details" icon={X} onClick={onClose} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-3 py-4">
        <h3 className="px-2 pb-2 font-semibold text-caption text-muted">{peopleInWords(thread.participants.length)}</h3>
        <ul>
          {thread.participants.map((participant) => (
            <ParticipantItem
              key={participant.id}
              threadId={thread.id}
              participant={participant}
              isRemovable={mayManage && mayRemove(self, participant)}
            />
          ))}
        </ul>
      </div>
      {thread.kind === "group" && (
        <footer className="grid gap-2 border-hairline border-t p-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
          {mayManage && <AddPeople thread={thread} />}
          {self && <LeaveThread threadId={thread.id} title={title} />}
        </footer>
      )}
    </aside>
  );
}

type ParticipantItemProps = { threadId: string; participant: Participant; isRemovable: boolean };

function ParticipantItem({ threadId, participant, isRemovable }: ParticipantItemProps) {
  const viewer = useViewer();
  const remove = useAction(removeParticipant);
  const notes = [participant.id === viewer.id && "You", ROLES[participant.role]].filter(Boolean);

  return (
    <li className="px-2 py-1.5">
      <div className="flex items-center gap-3">
        <Avatar id={participant.id} name={participant.name} size="m" />
        <div className="min-w-0 flex-1">
          <p dir="auto" className="truncate font-medium leading-5">
            {participant.name}
          </p>
          {notes.length > 0 && <p className="text-caption text-muted">{notes.join(" · ")}</p>}
        </div>
        {isRemovable && (
          <Button
            look="quiet"
            aria-label={`Remove ${participant.name}`}
            aria-busy={remove.isRunning}
            onClick={() => remove.run({ viewerId: viewer.id, threadId, personId: participant.id })}
          >
            Remove
          </Button>
        )}
      </div>
      {remove.refusal && <Notice className="mt-2">{inWords(remove.refusal)}</Notice>}
    </li>
  );
}

const ROLES = { owner: "Owner", admin: "Admin", member: null } satisfies Record<Participant["role"], string | null>;

function mayRemove(self: Participant, other: Participant): boolean {
  return other.id !== self.id && (self.role === "owner" || other.role !== "owner");
}
