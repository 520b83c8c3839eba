import { type ReactNode, useState } from "react";
import { timeOf } from "@/components/clock";
import { useComposing } from "@/components/composer/composing";
import { MessageFiles } from "@/components/files/message-files";
import type { Bubble } from "@/components/log/rows";
import { MessageText } from "@/components/markdown/message-text";
import { Avatar } from "@/components/people/avatar";
import { colourOf } from "@/components/people/colour";
import { useTimeZone } from "@/components/time-zone";
import { useViewer } from "@/components/viewer";
import { LinkPreviewCard } from "./link-preview-card";
import { MessageMeta } from "./message-meta";
import { MessageTools } from "./message-tools";
import { NotSent } from "./not-sent";
import { QuoteLink, quotedInWords } from "./quoted";
import { Reactions } from "./reactions";
import { saidInWords } from "./said-in-words";
import { SeenBy } from "./seen-by";
import { useIsGroup } from "./use-marks";
import { useMessageFocus } from "./use-message-focus";
import { useReacting } from "./use-reacting";

type MessageItemProps = { row: Bubble; onRetry: (id: string) => void; onRemove: (id: string) => void };

/** A message, or the draft that becomes it: the element stays the same, so that nothing moves when it is confirmed. */
export function MessageItem({ row, onRetry, onRemove }: MessageItemProps) {
  const viewer = useViewer();
  const { zone } = useTimeZone();
  const { threadId } = useComposing();
  const { reactions, react } = useReacting(threadId, row.seq, row.reactions);
  const { isActive, press, ...attention } = useMessageFocus();
  // Beside the bubbles of a group stand those who have read them.
  const isGroup = useIsGroup();
  const [wasDraft] = useState(row.state !== "sent");
  const time = timeOf(row.at, zone);
  const place = `${row.startsGroup ? "mt-3" : "mt-0.5"} ${wasDraft ? "animate-rise" : ""}`;

  return (
    <article
      id={row.seq === null ? undefined : `m-${row.seq}`}
      aria-label={nameOf(row, time, viewer.id)}
      tabIndex={-1}
      {...attention}
      className={`scroll-my-16 rounded-m ${place} ${row.isOwn ? "grid grid-cols-[minmax(0,1fr)] justify-items-end" : "grid grid-cols-[1.875rem_minmax(0,1fr)] gap-x-2.5"}`}
    >
      {!row.isOwn && (
        <span className="self-end">
          {row.endsGroup && (
            <Avatar id={row.author.id} name={row.author.name} pictureId={row.author.pictureId} size="s" />
          )}
        </span>
      )}
      <div className={`relative w-fit ${width} ${isGroup ? "max-md:max-w-[82%]" : ""}`}>
        <div
          className={`flow-root w-fit max-w-full rounded-l px-3.25 py-1.75 pointer-coarse:select-none ${shapeOf(row)}`}
        >
          {!row.isOwn && row.startsGroup && (
            <p dir="auto" className={`truncate text-left font-semibold text-small ${colourOf(row.author.id).name}`}>
              {row.author.name}
            </p>
          )}
          {row.isReply && !row.isDeleted && <QuoteLink threadId={threadId} quote={row.quote} />}
          {row.files.length > 0 && <MessageFiles files={row.files} isSent={row.state === "sent"} />}
          <div dir="auto" className="wrap-anywhere whitespace-pre-wrap text-message">
            <Said row={row} tail={<MessageMeta row={row} time={time} />} />
          </div>
          {row.preview && row.seq !== null && (
            <LinkPreviewCard threadId={threadId} seq={row.seq} preview={row.preview} isOwn={row.isOwn} />
          )}
        </div>
        {row.seq !== null && (
          <MessageTools row={{ ...row, seq: row.seq, reactions }} isActive={isActive} press={press} onReact={react} />
        )}
        {row.seq !== null && <SeenBy seq={row.seq} authorId={row.author.id} isOwn={row.isOwn} />}
      </div>
      {reactions.length > 0 && (
        <div className={row.isOwn ? "" : "col-start-2"}>
          <Reactions reactions={reactions} isOwn={row.isOwn} onReact={react} />
        </div>
      )}
      {row.state === "failed" && (
        <NotSent code={row.code} onRetry={() => onRetry(row.id)} onRemove={() => onRemove(row.id)} />
      )}
    </article>
  );
}

/** Where there is a mouse, room is left for what appears beside the bubble. */
const width = "max-w-[90%] md:max-w-[84%] roomy:max-w-[min(35rem,calc(100%-9.75rem))]";

function Said({ row, tail }: { row: Bubble; tail: ReactNode }) {
  if (!row.isDeleted) return <MessageText body={row.body} mentions={row.mentions} tail={tail} />;
  return (
    <>
      <em className="text-muted">Message deleted</em>
      {tail}
    </>
  );
}

/** Its corners say where a group begins and ends. */
function shapeOf({ isOwn, startsGroup, endsGroup }: Bubble): string {
  if (isOwn) return `bg-bubble-own ms-auto ${startsGroup ? "" : "rounded-tr-s"} ${endsGroup ? "" : "rounded-br-s"}`;
  return `bg-bubble-other ${startsGroup ? "" : "rounded-tl-s"} ${endsGroup ? "" : "rounded-bl-s"}`;
}

const NAME_LENGTH = 80;

/** "Ben, 14:03: Noodles?", "You, 14:04, in reply to Ben: Yes" */
function nameOf(row: Bubble, time: string, viewerId: string): string {
  const { isOwn, author, isDeleted, isReply, quote } = row;
  const text = isDeleted ? "Message deleted" : saidInWords(row);
  const characters = Array.from(text.slice(0, 2 * NAME_LENGTH + 1));
  const short = characters.length > NAME_LENGTH ? `${characters.slice(0, NAME_LENGTH).join("")}…` : text;
  const to = isReply && !isDeleted ? `, in reply to ${quotedInWords(quote, viewerId)}` : "";
  return `${isOwn ? "You" : author.name}, ${time}${to}: ${short}`;
}
