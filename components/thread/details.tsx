"use client";

import { X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { Avatar } from "@/components/people/avatar";
import { PictureField } from "@/components/pictures/picture-field";
import { ThreadFiles } from "@/components/thread-files/thread-files";
import { IconButton } from "@/components/ui/icon-button";
import { Tabs } from "@/components/ui/tabs";
import { useViewer } from "@/components/viewer";
import type { Message } from "@/lib/wire/messages";
import { may } from "@/lib/wire/roles";
import type { Thread, ThreadSummary } from "@/lib/wire/threads";
import { AddPeople } from "./add-people";
import { AttentionSettings } from "./attention-settings";
import { GroupSettings } from "./group-settings";
import { LeaveThread } from "./leave-thread";
import { ParticipantList } from "./participant-list";

type DetailsProps = {
  thread: Thread;
  summary: ThreadSummary;
  title: string;
  /** Those in the log. */
  messages: Message[];
  onClose: () => void;
};

const TABS = { about: "About", images: "Images", others: "Files" };

/** Who is in the thread, what may be done about it, and what was sent beside words. Beside the conversation; over it on a phone. */
export function Details({ thread, summary, title, messages, onClose }: DetailsProps) {
  const viewer = useViewer();
  const [tab, setTab] = useState<keyof typeof TABS>("about");
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
      <header className="flex items-center py-2 pr-3 pl-5">
        <h2 className="flex-1 font-semibold text-field">Details</h2>
        {/* On a phone the panel covers the button that opened it. */}
        <IconButton autoFocus label="Close details" icon={X} onClick={onClose} />
      </header>
      <Tabs label="Details" tabs={TABS} chosen={tab} onChoose={setTab}>
        {tab === "about" ? (
          <>
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
          </>
        ) : (
          <ThreadFiles key={tab} thread={thread} kind={tab} messages={messages} />
        )}
      </Tabs>
      {tab === "about" && self && (mayAdd || isGroup) && (
        <footer className="grid gap-2 border-hairline border-t p-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
          {mayAdd && <AddPeople thread={thread} />}
          {isGroup && <LeaveThread thread={thread} title={title} />}
        </footer>
      )}
    </aside>
  );
}
