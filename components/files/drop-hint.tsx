import { Paperclip } from "lucide-react";

/** Over the conversation, while files are held above the page. */
export function DropHint() {
  return (
    <div className="pointer-events-none absolute inset-2 z-30 grid animate-arrive place-items-center rounded-l border-2 border-accent border-dashed bg-surface/90">
      <p className="flex items-center gap-2 font-semibold text-accent">
        <Paperclip aria-hidden size={20} strokeWidth={1.75} />
        Drop the files to attach them
      </p>
    </div>
  );
}
