import Link from "next/link";

export default function ConversationNotFound() {
  return (
    <div className="m-auto max-w-80 p-6 text-center">
      <h2 className="font-semibold text-brand tracking-tight">This conversation is not here</h2>
      <p className="mt-1 mb-4 text-muted">The address may be wrong, or you are no longer in it.</p>
      <Link href="/t" className="font-semibold text-accent underline underline-offset-3">
        Go to your conversations
      </Link>
    </div>
  );
}
