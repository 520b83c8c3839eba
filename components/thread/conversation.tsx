"use client";

import { useRef, useState } from "react";
import { ConnectionBar } from "@/components/connection/connection-bar";
import { inWords } from "@/components/words";
import type { OpenedThread } from "@/lib/wire/threads";
import { Composer } from "./composer";
import { ConversationHeader } from "./conversation-header";
import { Details } from "./details";
import { Log } from "./log";
import { useFirstUnread } from "./use-first-unread";
import { useOutbox } from "./use-outbox";
import { useTimeline } from "./use-timeline";

type ConversationProps = {
  opened: OpenedThread;
  formMessageId: string;
};

export function Conversation({ opened, formMessageId }: ConversationProps) {
  const timeline = useTimeline(opened);
  const outbox = useOutbox(opened.thread.id);
  const firstUnread = useFirstUnread(opened);
  const [hasDetails, setDetails] = useState(false);
  const detailsButton = useRef<HTMLButtonElement>(null);

  const { thread, isGone } = timeline;
  const title = thread.title ?? opened.summary.title;

  function closeDetails() {
    setDetails(false);
    detailsButton.current?.focus();
  }

  return (
    <>
      <div className="relative flex min-w-0 flex-1 flex-col">
        <ConversationHeader
          thread={thread}
          title={title}
          counterpart={opened.summary.counterpart}
          detailsButton={detailsButton}
          hasDetails={hasDetails}
          onDetails={() => setDetails(!hasDetails)}
        />
        <ConnectionBar />
        <Log opened={opened} title={title} timeline={timeline} outbox={outbox} firstUnread={firstUnread} />
        {isGone ? <Gone /> : <Composer threadId={thread.id} formMessageId={formMessageId} onSend={outbox.send} />}
      </div>
      {hasDetails && <Details thread={thread} title={title} onClose={closeDetails} />}
    </>
  );
}

function Gone() {
  return (
    <p role="status" className="border-hairline border-t px-5 py-5 text-center text-muted">
      {inWords("not-a-participant")}
    </p>
  );
}
