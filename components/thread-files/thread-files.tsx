import { useBlockedIds } from "@/components/people/blocked";
import { Button } from "@/components/ui/button";
import { LoadMore } from "@/components/ui/load-more";
import { Notice } from "@/components/ui/notice";
import { inWords } from "@/components/words";
import type { Message } from "@/lib/wire/messages";
import type { FilesKind } from "@/lib/wire/thread-files";
import type { Thread } from "@/lib/wire/threads";
import { FileList } from "./file-list";
import { ImageGrid } from "./image-grid";
import { useThreadFiles } from "./use-thread-files";

type ThreadFilesProps = { thread: Thread; kind: FilesKind; messages: Message[] };

const EMPTY = {
  images: "No images yet. Those that are sent here are gathered here.",
  others: "No files yet. What is sent here is gathered here.",
};

/** The images of a conversation, or all its other files, newest first. */
export function ThreadFiles({ thread, kind, messages }: ThreadFilesProps) {
  const { files, isError, hasNextPage, isFetching, fetchNextPage, refetch } = useThreadFiles(thread.id, kind, messages);
  const blockedIds = useBlockedIds();
  // Of whom one has blocked the log of a group shows nothing either.
  const shown = files?.filter(({ author }) => thread.kind === "direct" || !blockedIds.includes(author.id));

  return (
    <div aria-busy={isFetching} className="p-3">
      {shown && kind === "images" && <ImageGrid images={shown} />}
      {shown && kind === "others" && <FileList threadId={thread.id} files={shown} />}
      <p role="status" className="px-2 text-muted text-small">
        {shown?.length === 0 && !hasNextPage && EMPTY[kind]}
      </p>
      {isError && (
        <div className="grid justify-items-start gap-3">
          <Notice>{inWords("unavailable")}</Notice>
          <Button onClick={() => refetch()}>Try again</Button>
        </div>
      )}
      {hasNextPage && !isError && (
        <LoadMore
          label="Show older"
          loaded={files?.length ?? 0}
          isLoading={isFetching}
          onLoad={() => void fetchNextPage()}
        />
      )}
    </div>
  );
}
