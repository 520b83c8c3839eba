import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Conversation } from "@/components/thread/conversation";
import { openThreadOfPage } from "../../open";

type MessagePageProps = { params: Promise<{ threadId: string; seq: string }> };

export async function generateMetadata({ params }: MessagePageProps): Promise<Metadata> {
  const { threadId, seq } = await params;
  const { summary } = await openThreadOfPage(threadId, seq);
  return { title: summary.title };
}

/** A thread at one of its messages. */
export default async function ThreadAtMessagePage({ params }: MessagePageProps) {
  const { threadId, seq } = await params;
  const opened = await openThreadOfPage(threadId, seq);
  return <Conversation opened={opened} formMessageId={randomUUID()} at={Number(seq)} />;
}
