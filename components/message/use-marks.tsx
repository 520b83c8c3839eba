import { skipToken, useQuery } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { receiptsKey } from "@/components/connection/deliveries";
import type { Message } from "@/lib/wire/messages";
import type { Receipt } from "@/lib/wire/read-positions";
import type { Thread } from "@/lib/wire/threads";
import { type Arrival, arrivalOf, type Reader, readersAt, readersOf } from "./marks";

type Marks = {
  arrivalOf: (seq: number) => Arrival;
  /** Those who are at a message, and have not come further. */
  readersAt: (seq: number) => Reader[];
  /** All who have read a message. */
  readersOf: (seq: number, authorId: string) => Reader[];
};

/** By itself, because it stays: who knows only this is not drawn again when somebody reads on. */
const GroupContext = createContext(false);

const MarksContext = createContext<Marks>({
  arrivalOf: () => "sent",
  readersAt: () => [],
  readersOf: () => [],
});

type MarksProviderProps = { thread: Thread; messages: Message[]; receipts: Receipt[]; children: ReactNode };

/** What is below knows how far the others are. `receipts` are those of the thread's page. */
export function MarksProvider({ thread, messages, children, ...given }: MarksProviderProps) {
  const { data: receipts = given.receipts } = useQuery<Receipt[]>({
    queryKey: receiptsKey(thread.id),
    queryFn: skipToken,
  });
  const marks = useMemo(() => {
    const said = messages.filter(({ event }) => !event);
    const places = readersAt(said, thread, receipts);
    return {
      arrivalOf: (seq: number) => arrivalOf(seq, thread.kind, receipts),
      readersAt: (seq: number) => places.get(seq) ?? [],
      readersOf: (seq: number, authorId: string) => readersOf(seq, authorId, thread, receipts),
    };
  }, [thread, messages, receipts]);

  return (
    <GroupContext value={thread.kind === "group"}>
      <MarksContext value={marks}>{children}</MarksContext>
    </GroupContext>
  );
}

export function useIsGroup(): boolean {
  return useContext(GroupContext);
}

export function useMarks(): Marks {
  return useContext(MarksContext);
}
