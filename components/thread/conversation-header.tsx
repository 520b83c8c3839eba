import { ChevronLeft, PanelRight, Search } from "lucide-react";
import Link from "next/link";
import type { RefObject } from "react";
import { Avatar } from "@/components/people/avatar";
import { PresenceText } from "@/components/presence/presence-text";
import { useOnlineCount, usePresence } from "@/components/presence/use-presence";
import { searchAddress } from "@/components/search/address";
import { IconButton, iconControl } from "@/components/ui/icon-button";
import { useViewer } from "@/components/viewer";
import { peopleInWords } from "@/components/words";
import type { Person } from "@/lib/wire/people";
import type { Thread } from "@/lib/wire/threads";

type ConversationHeaderProps = {
  thread: Thread;
  title: string;
  counterpart: Person | null;
  detailsButton: RefObject<HTMLButtonElement | null>;
  hasDetails: boolean;
  onDetails: () => void;
};

export function ConversationHeader({ thread, title, counterpart, ...details }: ConversationHeaderProps) {
  const isGroup = thread.kind === "group";
  const presence = usePresence(counterpart?.id);
  return (
    <header className="flex min-h-14.25 items-center gap-2 border-hairline border-b py-2 pr-2 pl-3 md:gap-3 md:pr-4 md:pl-5">
      <Link
        href="/t"
        aria-label="Back to conversations"
        data-tooltip="Back to conversations"
        data-tooltip-at="below-start"
        className={`${iconControl} -ml-2 md:hidden`}
      >
        <ChevronLeft aria-hidden size={20} strokeWidth={1.75} />
      </Link>
      <Avatar
        id={counterpart?.id ?? thread.id}
        name={title}
        pictureId={(counterpart ?? thread).pictureId}
        kind={isGroup ? "group" : "person"}
        size="m"
        presence={presence}
      />
      <div className="min-w-0 flex-1">
        <h1 dir="auto" className="truncate text-left font-semibold text-field leading-5 tracking-[-0.01em]">
          {title}
        </h1>
        {isGroup ? <Company thread={thread} /> : <PresenceText presence={presence} />}
      </div>
      <Link
        href={searchAddress({ thread: thread.id })}
        prefetch={false}
        aria-label="Search this conversation"
        data-tooltip="Search this conversation"
        data-tooltip-at="below-end"
        className={iconControl}
      >
        <Search aria-hidden size={20} strokeWidth={1.75} />
      </Link>
      <span className="noscript:hidden">
        <IconButton
          ref={details.detailsButton}
          label="Details"
          icon={PanelRight}
          aria-expanded={details.hasDetails}
          onClick={details.onDetails}
        />
      </span>
    </header>
  );
}

/** "5 people, 3 online", the viewer among them. */
function Company({ thread: { participants } }: { thread: Thread }) {
  const viewer = useViewer();
  const others = useOnlineCount(participants.flatMap(({ id }) => (id === viewer.id ? [] : [id])));
  const people = peopleInWords(participants.length);
  return <p className="truncate text-caption text-muted">{others > 0 ? `${people}, ${others + 1} online` : people}</p>;
}
