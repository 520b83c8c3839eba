import { X } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { showToast } from "@/components/ui/toasts";
import { inWords } from "@/components/words";
import type { LinkPreview } from "@/lib/wire/link-previews";
import { useMessageChanges } from "./use-message-changes";

type LinkPreviewCardProps = { threadId: string; seq: number; preview: LinkPreview; isOwn: boolean };

/** What the page behind a link says about itself, below the message. Its author can take it away, for everyone. */
export function LinkPreviewCard({ threadId, seq, preview, isOwn }: LinkPreviewCardProps) {
  const { url, title, siteName, description, picture } = preview;
  // Whatever the page calls itself: where a click leads to.
  const host = new URL(url).host;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what can be filled in.
    <div role="group" aria-label={`Preview of ${host}`} className="clear-both w-100 min-w-full max-w-full pt-1.5 pb-1">
      <div className="relative flex rounded-m bg-well">
        <a
          href={url}
          target="_blank"
          rel="noreferrer noopener"
          className="group flex min-w-0 flex-1 gap-3 rounded-m p-2.5 text-small max-sm:flex-col-reverse max-sm:gap-2"
        >
          <span className="min-w-0 flex-1">
            <span className="block truncate text-muted text-tiny">
              {siteName && <bdi>{siteName} · </bdi>}
              {host}
            </span>
            <span dir="auto" className="wrap-anywhere line-clamp-2 font-semibold group-hover:underline">
              {title}
            </span>
            {description && (
              <span dir="auto" className="wrap-anywhere line-clamp-2 text-muted">
                {description}
              </span>
            )}
          </span>
          {picture && <Picture picture={picture} />}
        </a>
        {isOwn && <RemovePreview threadId={threadId} seq={seq} isOverPicture={picture !== null} />}
      </div>
    </div>
  );
}

/** Its place is kept while it is on its way. */
function Picture({ picture: { id, width, height } }: { picture: NonNullable<LinkPreview["picture"]> }) {
  return (
    // biome-ignore lint/performance/noImgElement: it was made small when it came, and is for participants only.
    <img
      src={`/api/previews/${id}`}
      alt=""
      width={width}
      height={height}
      loading="lazy"
      decoding="async"
      className="shrink-0 rounded-s bg-hover object-cover max-sm:aspect-[1.91] max-sm:w-full sm:size-18"
    />
  );
}

type RemovePreviewProps = Pick<LinkPreviewCardProps, "threadId" | "seq"> & { isOverPicture: boolean };

/** Beside the words; on a phone, where the picture is above them, in its corner. */
function RemovePreview({ threadId, seq, isOverPicture }: RemovePreviewProps) {
  const { removePreview } = useMessageChanges(threadId);
  const [isRunning, setRunning] = useState(false);

  async function remove() {
    setRunning(true);
    const refusal = await removePreview(seq);
    setRunning(false);
    if (refusal) showToast(inWords(refusal));
    // The button is gone.
    else document.getElementById(`m-${seq}`)?.focus();
  }

  return (
    <IconButton
      label="Remove preview"
      icon={X}
      tooltip="above-end"
      aria-disabled={isRunning}
      onClick={() => isRunning || remove()}
      className={isOverPicture ? "max-sm:absolute max-sm:end-3.5 max-sm:top-3.5 max-sm:bg-well sm:-ms-1.5" : "-ms-1.5"}
    />
  );
}
