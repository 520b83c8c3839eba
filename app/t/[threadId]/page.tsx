import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Conversation } from "@/components/thread/conversation";
import { openThreadOfPage } from "./open";

type ThreadPageProps = { params: Promise<{ threadId: string }> };

export async function generateMetadata({ params }: ThreadPageProps): Promise<Metadata> {
  const { summary } = await openThreadOfPage((await params).threadId);
  return { title: summary.title };
}

export default async function ThreadPage({ params }: ThreadPageProps) {
  const opened = await openThreadOfPage((await params).threadId);
  return <Conversation opened={opened} formMessageId={randomUUID()} />;
}
