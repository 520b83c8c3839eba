import { MessagesSquare } from "lucide-react";
import { redirect } from "next/navigation";
import { currentViewer } from "@/lib/viewer";

export default async function ConversationsPage() {
  if (!(await currentViewer())) redirect("/sign-in");

  return (
    <div className="m-auto max-w-80 p-6 text-center">
      <MessagesSquare aria-hidden size={40} strokeWidth={1.25} className="mx-auto mb-3 text-faint" />
      <h2 className="font-semibold text-brand tracking-tight">Pick a conversation</h2>
      <p className="mt-1 text-muted">Choose one from the list, or start a new one with the pencil above it.</p>
    </div>
  );
}
