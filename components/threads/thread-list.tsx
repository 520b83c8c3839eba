"use client";

import { LoadMore } from "@/components/ui/load-more";
import { ListFooter } from "./list-footer";
import { NewConversation } from "./new-conversation";
import { ThreadRow } from "./thread-row";
import { useThreadList } from "./use-thread-list";

/** The viewer's conversations by last activity. `openId` is the one that is on screen beside it. */
export function ThreadList({ openId, className = "" }: { openId: string | null; className?: string }) {
  const { threads, hasMore, loadMore } = useThreadList();
  return (
    <nav
      aria-label="Conversations"
      className={`flex min-h-0 min-w-0 flex-col border-hairline bg-canvas md:border-r ${className}`}
    >
      <header className="flex min-h-14 items-center pt-3 pr-3 pb-2 pl-5">
        <h1 className="flex-1 font-bold text-brand tracking-tight">Parley</h1>
        <NewConversation />
      </header>
      <div data-scrolls className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-2">
        <ul>
          {threads.map((summary) => (
            <li key={summary.id}>
              <ThreadRow summary={summary} isOpen={summary.id === openId} />
            </li>
          ))}
        </ul>
        {threads.length === 0 && <NoConversations />}
        {hasMore && <LoadMore label="Show older conversations" loaded={threads.length} onLoad={loadMore} />}
      </div>
      <ListFooter />
    </nav>
  );
}

function NoConversations() {
  return (
    <p className="px-3 py-4 text-muted text-small">
      No conversations yet. Start one with the pencil above; what others start with you appears here too.
    </p>
  );
}
