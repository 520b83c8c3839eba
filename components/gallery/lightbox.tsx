import { ChevronLeft, ChevronRight, Download, MessageSquare, X } from "lucide-react";
import { type KeyboardEvent, useId } from "react";
import { timeInWords } from "@/components/clock";
import { addressOf } from "@/components/files/addresses";
import { useJump } from "@/components/log/use-jump";
import { useTimeZone } from "@/components/time-zone";
import { IconButton, iconControl } from "@/components/ui/icon-button";
import { Modal } from "@/components/ui/modal";
import type { ThreadFile } from "@/lib/wire/thread-files";
import { LargeImage } from "./large-image";
import { useSwipe } from "./use-swipe";

type LightboxProps = {
  image: ThreadFile;
  /** "2 of 5" */
  place: string;
  before: ThreadFile | null;
  after: ThreadFile | null;
  onMove: (to: ThreadFile) => void;
  onClose: () => void;
};

/** An image over everything else, in the dark whatever the theme is. */
export function Lightbox({ image, place, before, after, onMove, onClose }: LightboxProps) {
  const nameId = useId();
  const { zone, today } = useTimeZone();
  const { file, author, at, seq } = image;
  const jumpTo = useJump();
  const move = (to: ThreadFile | null) => to && onMove(to);
  const swipe = useSwipe({ onLeft: () => move(after), onRight: () => move(before), onDown: onClose });

  function showMessage() {
    onClose();
    jumpTo(seq);
  }

  function moveByKey({ key, altKey, ctrlKey, metaKey }: KeyboardEvent) {
    if (altKey || ctrlKey || metaKey) return;
    if (key === "ArrowLeft") move(before);
    if (key === "ArrowRight") move(after);
  }

  return (
    <Modal at="everywhere" name={{ labelledBy: nameId }} onKey={moveByKey} onClose={onClose}>
      <header className="flex items-center gap-2 py-2 pt-[max(0.5rem,env(safe-area-inset-top))] pr-3 pl-4 md:pl-5">
        <div aria-live="polite" className="min-w-0 flex-1">
          <h2 id={nameId} dir="auto" className="truncate font-semibold text-field">
            {file.name}
          </h2>
          <p className="truncate text-muted text-small tabular-nums">
            <bdi>{author.name}</bdi>, {timeInWords(at, zone, today)} · {place}
          </p>
        </div>
        <IconButton label="Show in conversation" icon={MessageSquare} onClick={showMessage} />
        <a
          href={addressOf(file)}
          download={file.name}
          aria-label="Download"
          data-tooltip="Download"
          data-tooltip-at="below-end"
          className={iconControl}
        >
          <Download aria-hidden size={20} strokeWidth={1.75} />
        </a>
        <IconButton label="Close" icon={X} onClick={onClose} />
      </header>
      <div {...swipe} className="relative min-h-0 flex-1 touch-pinch-zoom">
        <LargeImage key={file.id} file={file} onBeside={onClose} />
        {(before ?? after) && (
          <>
            <Step
              label="Previous"
              icon={ChevronLeft}
              isEnd={!before}
              side="left-2 md:left-4"
              onStep={() => move(before)}
            />
            <Step
              label="Next"
              icon={ChevronRight}
              isEnd={!after}
              side="right-2 md:right-4"
              onStep={() => move(after)}
            />
          </>
        )}
      </div>
    </Modal>
  );
}

type StepProps = { label: string; icon: typeof X; isEnd: boolean; side: string; onStep: () => void };

/** At the end it stays where it is, and is only dimmed: hidden it would lose the focus, and the keys with it. */
function Step({ label, icon, isEnd, side, onStep }: StepProps) {
  return (
    <IconButton
      label={label}
      icon={icon}
      aria-disabled={isEnd}
      tooltip={label === "Next" ? "above-end" : "above-start"}
      onClick={onStep}
      className={`absolute! top-1/2 -translate-y-1/2 rounded-full! bg-raised/80 text-text aria-disabled:opacity-40 ${side}`}
    />
  );
}
