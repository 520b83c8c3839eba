"use client";

import { X } from "lucide-react";
import type { KeyboardEvent } from "react";
import { Avatar } from "@/components/people/avatar";
import { PictureField } from "@/components/pictures/picture-field";
import { IconButton } from "@/components/ui/icon-button";
import { useViewer } from "@/components/viewer";
import { may } from "@/lib/wire/roles";
import type { Thread, ThreadSummary } from "@/lib/wire/threads";
import { AddPeople } from "./add-people";
import { AttentionSettings } from "./attention-settings";
import { GroupSettings } from "./group-settings";
import { LeaveThread } from "./leave-thread";
import { ParticipantList } from "./participant-list";

type DetailsProps = { thread: Thread; summary: ThreadSummary; title: string; onClose: () => void };

/** Who is in the thread, and what may be done about it. Beside the conversation; over it on a phone. */
export function Details({ thread, summary, title, onClose }: DetailsProps) {
  const viewer = useViewer();
  const self = thread.participants.find(({ id }) => id === viewer.id);
  const isGroup = thread.kind === "group";
  // The two of a direct thread would be in the new group, as far as both have an account.
  const mayAdd = self && (isGroup ? may(self.role, "add") : thread.participants.every(({ isDeleted }) => !isDeleted));

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
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {self && isGroup && may(self.role, "set-picture") && (
          <div className="px-5 pt-4">
            <PictureField hasPicture={thread.pictureId !== null} threadId={thread.id}>
              <Avatar id={thread.id} name={title} pictureId={thread.pictureId} kind="group" size="xl" />
            </PictureField>
          </div>
        )}
        <AttentionSettings summary={summary} />
        {self && isGroup && <GroupSettings thread={thread} role={self.role} />}
        {self && <ParticipantList thread={thread} self={self} />}
      </div>
      {self && (mayAdd || isGroup) && (
        <footer className="grid gap-2 border-hairline border-t p-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
          {mayAdd && <AddPeople thread={thread} />}
          {isGroup && <LeaveThread thread={thread} title={title} />}
        </footer>
      )}
    </aside>
  );
}
