import { Copy, Flag, History, Link2, MailOpen, Pencil, Reply, Trash2 } from "lucide-react";
import { copyText } from "@/components/clipboard";
import { useComposing } from "@/components/composer/composing";
import type { Bubble } from "@/components/log/rows";
import type { MenuItem } from "@/components/ui/menu";
import { showToast } from "@/components/ui/toasts";
import { useViewer } from "@/components/viewer";
import { quoteOf } from "@/lib/wire/excerpts";
import { useMarkUnread } from "./use-mark-unread";
import { useIsWritable } from "./writable";

/** A message that the server has. */
export type SentBubble = Bubble & { seq: number };

/** What is asked or shown before something is done with a message. */
export type MessageDialog = "sheet" | "delete" | "edits" | "report";

/** What can be done with a message, by name; what does not apply to it is missing. */
export function useMessageMenu(row: SentBubble, onAsk: (dialog: MessageDialog) => void) {
  const viewer = useViewer();
  const { threadId, setIntent } = useComposing();
  const markUnread = useMarkUnread(threadId);
  const isWritable = useIsWritable();
  const { seq, body, author, isOwn, isDeleted, isEdited } = row;

  async function copy(text: string, done: string): Promise<void> {
    showToast((await copyText(text)) ? done : "Your browser does not let this page copy.");
  }

  const reply: MenuItem = {
    label: "Reply",
    icon: Reply,
    run: () => setIntent({ kind: "reply", quote: quoteOf({ ...row, author, isDeleted }) }),
  };
  const edit: MenuItem = {
    label: "Edit",
    icon: Pencil,
    run: () => setIntent({ kind: "edit", seq, body }),
  };
  const more: (MenuItem | false)[] = [
    !isDeleted && { label: "Copy text", icon: Copy, run: () => copy(body, "Text copied.") },
    { label: "Copy link", icon: Link2, run: () => copy(`${location.origin}/t/${threadId}/m/${seq}`, "Link copied.") },
    author.id !== viewer.id && { label: "Mark as unread", icon: MailOpen, run: () => markUnread(seq) },
    isEdited && { label: "Show edits", icon: History, run: () => onAsk("edits") },
    !isOwn && !isDeleted && { label: "Report", icon: Flag, run: () => onAsk("report") },
    isOwn &&
      !isDeleted && { label: "Delete for everyone", icon: Trash2, isDangerous: true, run: () => onAsk("delete") },
  ];
  return {
    canReact: isWritable && !isDeleted,
    reply: isWritable && !isDeleted ? reply : undefined,
    edit: isWritable && isOwn && !isDeleted ? edit : undefined,
    more: more.filter((item) => item !== false),
  };
}
