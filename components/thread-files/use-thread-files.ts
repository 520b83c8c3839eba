import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { listFiles } from "@/app/actions/files";
import { useViewer } from "@/components/viewer";
import type { Message } from "@/lib/wire/messages";
import { NO_ANSWER } from "@/lib/wire/outcome";
import type { FilePlace, FilesKind } from "@/lib/wire/thread-files";

const NEWEST: FilePlace | null = null;

/** What was sent in a thread beside words; asked for anew when a message of the log brings a file, or takes it with it. */
export function useThreadFiles(threadId: string, kind: FilesKind, messages: Message[]) {
  const viewerId = useViewer().id;
  const query = useInfiniteQuery({
    queryKey: ["files", threadId, kind],
    queryFn: async ({ pageParam: before }) => {
      const outcome = (await listFiles({ viewerId, threadId, kind, before })) ?? NO_ANSWER;
      if (!outcome.ok) throw new Error(outcome.code);
      return outcome.value;
    },
    initialPageParam: NEWEST,
    getNextPageParam: ({ next }) => next,
    networkMode: "always",
    gcTime: 0,
  });
  const { refetch } = query;
  const said = messages
    .flatMap(({ seq, isDeleted, files }) => (isDeleted || files.length > 0 ? [`${seq}${isDeleted}`] : []))
    .join();
  const known = useRef(said);

  useEffect(() => {
    if (known.current === said) return;
    known.current = said;
    void refetch();
  }, [said, refetch]);

  return { ...query, files: query.data?.pages.flatMap(({ files }) => files) };
}
