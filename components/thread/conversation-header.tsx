import { ChevronLeft, PanelRight } from "lucide-react";
import Link from "next/link";
import type { RefObject } from "react";
import { Avatar } from "@/components/people/avatar";
import { IconButton, iconControl } from "@/components/ui/icon-button";
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
      <Avatar id={counterpart?.id ?? thread.id} name={title} kind={isGroup ? "group" : "person"} size="m" />
      <div className="min-w-0 flex-1">
        <h1 dir="auto" className="truncate font-semibold text-field leading-5 tracking-[-0.01em]">
          {title}
        </h1>
        {isGroup && <p className="truncate text-caption text-muted">{peopleInWords(thread.participants.length)}</p>}
      </div>
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
