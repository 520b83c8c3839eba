import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { answer } from "@/lib/answer";
import { openThread } from "@/lib/threads";
import { currentViewer } from "@/lib/viewer";
import { REFUSALS } from "@/lib/wire/outcome";
import { OpenThread } from "@/lib/wire/threads";

/**
 * The thread of a page, at a message when the address names one. Once a request, for the title and for the page. A thread
 * of others and a missing one look the same.
 */
export const openThreadOfPage = cache(async (threadId: string, seq?: string) => {
  const path = seq === undefined ? `/t/${threadId}` : `/t/${threadId}/m/${seq}`;
  const viewer = await currentViewer();
  if (!viewer) redirect(`/sign-in?${new URLSearchParams({ next: path })}`);

  const named = seq === undefined ? { threadId } : { threadId, at: Number(seq) };
  const outcome = await answer(OpenThread, named, ({ threadId, at }) => openThread(viewer, threadId, at));
  if (outcome.ok) return outcome.value;
  if (REFUSALS[outcome.code] === "terminal") notFound();
  throw new Error(`The thread could not be opened: see the request ${outcome.requestId} in the log.`);
});
