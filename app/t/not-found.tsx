import Link from "next/link";
import { EmptyPane } from "@/components/threads/empty-pane";

export default function ConversationNotFound() {
  return (
    <EmptyPane title="This conversation is not here" text="The address may be wrong, or you are no longer in it.">
      <Link href="/t" className="font-semibold text-accent underline underline-offset-3">
        Go to your conversations
      </Link>
    </EmptyPane>
  );
}
