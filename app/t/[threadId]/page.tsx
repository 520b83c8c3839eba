import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { Conversation } from "@/components/thread/conversation";
import { answer } from "@/lib/answer";
import { openThread } from "@/lib/threads";
import { currentViewer } from "@/lib/viewer";
import { Id } from "@/lib/wire/id";
import { REFUSALS } from "@/lib/wire/outcome";

type ThreadPageProps = { params: Promise<{ threadId: string }> };

export async function generateMetadata({ params }: ThreadPageProps): Promise<Metadata> {
  const { summary } = await openThreadOfPage((await params).threadId);
  return { title: summary.title };
}

export default async function ThreadPage({ params }: ThreadPageProps) {
  const opened = await openThreadOfPage((await params).threadId);
  return <Conversation opened={opened} formMessageId={randomUUID()} />;
}

/** Once a request, for the title and for the page. A thread of others and a missing one look the same. */
const openThreadOfPage = cache(async (threadId: string) => {
  const viewer = await currentViewer();
  if (!viewer) redirect(`/sign-in?${new URLSearchParams({ next: `/t/${threadId}` })}`);

  const outcome = await answer(Id, threadId, (id) => openThread(viewer, id));
  if (outcome.ok) return outcome.value;
  if (REFUSALS[outcome.code] === "terminal") notFound();
  throw new Error(`The thread could not be opened: see the request ${outcome.requestId} in the log.`);
});
