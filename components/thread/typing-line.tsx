import { useSyncExternalStore } from "react";
import { useTab } from "@/components/connection/live";
import type { NamedPerson } from "@/lib/wire/people";
import { typingInWords } from "./typing";

const NOBODY: NamedPerson[] = [];

/** Who is typing here. Its line is always there, so that nothing moves when somebody begins. */
export function TypingLine({ threadId }: { threadId: string }) {
  const { typists } = useTab();
  const people = useSyncExternalStore(
    typists.subscribe,
    () => typists.typistsIn(threadId),
    () => NOBODY,
  );
  return (
    <p
      role="status"
      aria-label="Typing"
      dir="auto"
      className="h-5 min-w-0 flex-1 truncate text-caption text-muted leading-5"
    >
      {typingInWords(people)}
    </p>
  );
}
