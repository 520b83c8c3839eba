import Link from "next/link";
import { EmptyPane } from "@/components/threads/empty-pane";

export default function MessageNotFound() {
  return (
    <EmptyPane
      title="This message is not here"
      text="The address may be wrong, or it is of a conversation, or of a time, that you are not part of."
    >
      <Link href="/t" className="font-semibold text-accent underline underline-offset-3">
        Go to your conversations
      </Link>
    </EmptyPane>
  );
}
