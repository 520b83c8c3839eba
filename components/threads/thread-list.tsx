"use client";

import { ChevronRight } from "lucide-react";
import { PaletteButton } from "@/components/palette/palette-button";
import { LoadMore } from "@/components/ui/load-more";
import type { ThreadSummary } from "@/lib/wire/threads";
import { ListFooter } from "./list-footer";
import { ListedRow } from "./listed-row";
import { MarkAllRead } from "./mark-all-read";
import { NewConversation } from "./new-conversation";
import { UnreadSigns } from "./unread-signs";
import { useThreadList } from "./use-thread-list";

type ThreadListProps = {
  openId: string | null;
  /** Opens the palette. */
  onSearch: () => void;
  className?: string;
};

/** The viewer's conversations: the pinned ones, the others, and folded those in the archive, by last activity. `openId` is the one that is on screen beside it. */
export function ThreadList({ openId, onSearch, className = "" }: ThreadListProps) {
  const { threads, sections, unreadThreads, hasMore, loadMore } = useThreadList();
  const { pinned, others, archived } = sections;
  return (
    <nav
      aria-label="Conversations"
      className={`flex min-h-0 min-w-0 flex-col border-hairline bg-canvas md:border-r ${className}`}
    >
      <UnreadSigns count={unreadThreads} />
      <header className="flex min-h-14 items-center pt-3 pr-3 pb-2 pl-5">
        <h1 className="flex-1 font-bold text-brand tracking-tight">Parley</h1>
        {unreadThreads > 0 && <MarkAllRead />}
        <NewConversation />
      </header>
      <PaletteButton onOpen={onSearch} />
      <div data-scrolls className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-2">
        <Lines lines={[...pinned, ...others]} openId={openId} />
        {threads.length === 0 && <NoConversations />}
        {hasMore && <LoadMore label="Show older conversations" loaded={threads.length} onLoad={loadMore} />}
        {archived.length > 0 && (
          <details className="group/archive mt-2">
            <summary className="flex h-9 cursor-pointer items-center gap-1.5 rounded-m px-3 font-semibold text-muted text-small hover:bg-hover pointer-coarse:h-11">
              <ChevronRight
                aria-hidden
                size={16}
                className="transition-transform duration-120 group-open/archive:rotate-90"
              />
              Archived
            </summary>
            <Lines lines={archived} openId={openId} />
          </details>
        )}
      </div>
      <ListFooter />
    </nav>
  );
}

function Lines({ lines, openId }: { lines: ThreadSummary[]; openId: string | null }) {
  return (
    <ul>
      {lines.map((line) => (
        <ListedRow key={line.id} line={line} isOpen={line.id === openId} />
      ))}
    </ul>
  );
}

function NoConversations() {
  return (
    <p className="px-3 py-4 text-muted text-small">
      No conversations yet. Start one with the pencil above; what others start with you appears here too.
    </p>
  );
}
