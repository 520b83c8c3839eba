import { redirect } from "next/navigation";
import { EmptyPane } from "@/components/threads/empty-pane";
import { currentViewer } from "@/lib/viewer";

export default async function ConversationsPage() {
  if (!(await currentViewer())) redirect("/sign-in");

  return (
    <EmptyPane
      title="Pick a conversation"
      text="Choose one from the list, or start a new one with the pencil above it."
    />
  );
}
