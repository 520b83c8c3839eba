"use client";

import { createContext, type MouseEvent, type ReactNode, useContext, useState } from "react";
import { late, useLate } from "@/components/late";
import { useBlockedIds } from "@/components/people/blocked";
import { showToast } from "@/components/ui/toasts";
import { inWords } from "@/components/words";
import type { Message } from "@/lib/wire/messages";
import type { ThreadFile } from "@/lib/wire/thread-files";
import { imagesOf } from "./gallery-image";

/** Shows an image large, among those that one may go on to from it: without any, those of the log. */
type Open = (fileId: string, among?: ThreadFile[]) => void;

const GalleryContext = createContext<Open>(() => {});
const NOBODY: string[] = [];
const lightbox = late(() => import("./lightbox").then(({ Lightbox }) => Lightbox));

type GalleryProps = { messages: Message[]; isGroup: boolean; children: ReactNode };

/** Where the images of a conversation can be seen large, one after the other. */
export function Gallery({ messages, isGroup, children }: GalleryProps) {
  const [opened, setOpened] = useState<{ fileId: string; among: ThreadFile[] | undefined } | null>(null);
  const [open] = useState<Open>(() => (fileId: string, among?: ThreadFile[]) => setOpened({ fileId, among }));
  const Lightbox = useLate(lightbox, opened !== null, giveUp);
  const blockedIds = useBlockedIds();
  const images = opened && (without(messages, opened.among) ?? imagesOf(messages, isGroup ? blockedIds : NOBODY));
  const at = images?.findIndex(({ file }) => file.id === opened?.fileId) ?? -1;
  const image = images?.[at];
  // What is deleted meanwhile is shown no longer, nor by itself when the log has it again.
  if (opened && !image) setOpened(null);

  function giveUp() {
    setOpened(null);
    showToast(inWords("unavailable"));
  }

  return (
    <GalleryContext value={open}>
      {children}
      {opened && image && Lightbox && (
        <Lightbox
          image={image}
          place={`${at + 1} of ${images.length}`}
          before={images[at - 1] ?? null}
          after={images[at + 1] ?? null}
          onMove={({ file }) => setOpened({ ...opened, fileId: file.id })}
          onClose={() => setOpened(null)}
        />
      )}
    </GalleryContext>
  );
}

/** What was gathered before, without what the log knows as deleted since. */
function without(messages: Message[], gathered: ThreadFile[] | undefined): ThreadFile[] | undefined {
  return gathered?.filter(({ seq }) => !messages.some((message) => message.isDeleted && message.seq === seq));
}

/** For a link to an image: pressed plainly it shows the image here, and otherwise it is the link that it is. */
export function useOpenImage(fileId: string, among?: ThreadFile[]) {
  const open = useContext(GalleryContext);
  return (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open(fileId, among);
  };
}
