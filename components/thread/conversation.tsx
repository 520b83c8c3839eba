"use client";

import { useRef, useState } from "react";
import { Composer } from "@/components/composer/composer";
import { ComposingProvider, useComposing } from "@/components/composer/composing";
import { ConnectionBar } from "@/components/connection/connection-bar";
import { useTab } from "@/components/connection/live";
import { DropHint } from "@/components/files/drop-hint";
import { useAttaching } from "@/components/files/use-attaching";
import { useFileDrop } from "@/components/files/use-file-drop";
import { Gallery } from "@/components/gallery/gallery";
import { late, useLate } from "@/components/late";
import { firstAim, seqOfAim } from "@/components/log/aim";
import { Log } from "@/components/log/log";
import { readPlace } from "@/components/log/places";
import { JumpProvider, useJumps } from "@/components/log/use-jump";
import { editOf, useMessageKeys } from "@/components/log/use-message-keys";
import { useReading } from "@/components/log/use-reading";
import { MarksProvider } from "@/components/message/use-marks";
import { useMessageChanges } from "@/components/message/use-message-changes";
import { WritableContext } from "@/components/message/writable";
import { useOutbox } from "@/components/outbox/use-outbox";
import { useTitle } from "@/components/threads/renaming";
import { useFirstUnread } from "@/components/timeline/use-first-unread";
import { useTimeline } from "@/components/timeline/use-timeline";
import { showToast } from "@/components/ui/toasts";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { OpenedThread } from "@/lib/wire/threads";
import { ConversationHeader } from "./conversation-header";
import { PauseLine } from "./pause-line";
import { TypingLine } from "./typing-line";
import { useClosed } from "./use-closed";
import { useOpenThread } from "./use-open-thread";

const details = late(() => import("./details").then(({ Details }) => Details));

type ConversationProps = {
  opened: OpenedThread;
  formMessageId: string;
  /** The message that the address names. */
  at?: number;
};

export function Conversation(props: ConversationProps) {
  const { id } = props.opened.thread;
  return (
    <ComposingProvider key={id} threadId={id}>
      <OpenConversation {...props} />
    </ComposingProvider>
  );
}

function OpenConversation({ opened, formMessageId, at }: ConversationProps) {
  const { summary } = opened;
  const viewer = useViewer();
  const { typing } = useTab();
  const log = useRef<HTMLDivElement>(null);
  const outbox = useOutbox(summary.id);
  const firstUnread = useFirstUnread(opened);
  const opening = { at: at ?? null, firstUnread, newest: summary.lastSeq };
  const landing = () => firstAim({ ...opening, place: readPlace(viewer.id, summary.id) });
  const timeline = useTimeline(opened, () => seqOfAim(landing()));
  const isFirstAtEnd = opening.at === null && firstUnread === null;
  const reading = useReading({ log, threadId: summary.id, timeline, landing, isFirstAtEnd });
  const jumpTo = useJumps(summary.id, reading);
  const [hasDetails, setDetails] = useState(false);
  const detailsButton = useRef<HTMLButtonElement>(null);
  const Details = useLate(details, hasDetails, giveUpDetails);

  const { thread, messages, isGone } = timeline;
  const { intent, setIntent } = useComposing();
  const changes = useMessageChanges(thread.id);
  useOpenThread(opened, isGone);
  const counterpart = thread.participants.find(({ id }) => id === summary.counterpart?.id) ?? summary.counterpart;
  const title = thread.title ?? counterpart?.name ?? summary.title;
  const closed = useClosed(timeline);
  useMessageKeys(messages, closed === null);
  const attaching = useAttaching(thread.id, opened.fileLimits);
  // An edit does not show what is attached: it would go unseen with the next message.
  const isDropping = useFileDrop(!closed && intent?.kind !== "edit", attaching.attach);
  useTitle(summary.title, title);

  function editLast() {
    const last = messages.findLast(({ author, event, isDeleted }) => author.id === viewer.id && !event && !isDeleted);
    if (last) setIntent(editOf(last));
  }

  function giveUpDetails() {
    setDetails(false);
    showToast(inWords("unavailable"));
  }

  /** Whoever is led to a message wants to see it: on a phone the details lie over it. */
  function jumpFromDetails(seq: number) {
    if (!window.matchMedia("(min-width: 64rem)").matches) setDetails(false);
    jumpTo(seq);
  }

  function closeDetails() {
    setDetails(false);
    detailsButton.current?.focus();
  }

  return (
    <JumpProvider value={jumpFromDetails}>
      <Gallery messages={messages} isGroup={thread.kind === "group"}>
        <div className="relative flex min-w-0 flex-1 flex-col">
          <ConversationHeader
            thread={thread}
            title={title}
            counterpart={counterpart}
            detailsButton={detailsButton}
            hasDetails={hasDetails}
            onDetails={() => setDetails(!hasDetails)}
          />
          <ConnectionBar />
          <WritableContext value={closed === null}>
            <MarksProvider thread={thread} messages={messages} receipts={opened.receipts}>
              <Log
                summary={summary}
                title={title}
                log={log}
                timeline={timeline}
                reading={reading}
                outbox={outbox}
                firstUnread={firstUnread}
              />
            </MarksProvider>
          </WritableContext>
          {isDropping && <DropHint />}
          <div className="px-5 md:px-8">
            <div className="mx-auto flex max-w-180 gap-x-3">
              <TypingLine threadId={thread.id} />
              <PauseLine until={outbox.drafts.length > 0 ? outbox.pausedUntil : null} />
            </div>
          </div>
          {closed ? (
            <p role="status" className="border-hairline border-t px-5 py-5 text-center text-muted">
              {closed}
            </p>
          ) : (
            <Composer
              formMessageId={formMessageId}
              participants={thread.participants}
              attaching={attaching}
              onSend={outbox.send}
              onEdit={changes.edit}
              onEditLast={editLast}
              onType={(text) => typing.typed(thread.id, text)}
            />
          )}
        </div>
        {hasDetails && !isGone && Details && (
          <Details thread={thread} summary={summary} title={title} messages={messages} onClose={closeDetails} />
        )}
      </Gallery>
    </JumpProvider>
  );
}
