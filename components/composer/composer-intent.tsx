import { Pencil, Reply, X } from "lucide-react";
import { quotedInWords } from "@/components/message/quoted";
import { saidInWords } from "@/components/message/said-in-words";
import { IconButton } from "@/components/ui/icon-button";
import { useViewer } from "@/components/viewer";
import { plainText } from "@/lib/wire/markdown/plain-text";
import type { Intent } from "./composing";

/** Above the field: what is being answered or edited, and the way out. */
export function ComposerIntent({ intent, onCancel }: { intent: Intent; onCancel: () => void }) {
  const viewer = useViewer();
  const isReply = intent.kind === "reply";
  const Icon = isReply ? Reply : Pencil;
  const said = isReply ? saidInWords(intent.quote) : plainText(intent.body);

  return (
    <div className="flex items-center gap-3 py-1 pr-1 pl-3.5 text-small">
      <Icon aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-accent" />
      <p className="min-w-0 flex-1">
        <span className="block font-semibold text-accent">
          {isReply ? `Reply to ${quotedInWords(intent.quote, viewer.id)}` : "Edit message"}
        </span>
        <span dir="auto" className="block truncate text-muted">
          {said}
        </span>
      </p>
      <IconButton label={isReply ? "Cancel reply" : "Cancel edit"} icon={X} tooltip="above-end" onClick={onCancel} />
    </div>
  );
}
