import { Sheet } from "@/components/ui/sheet";
import { type MessageDialog, type SentBubble, useMessageMenu } from "./message-menu";
import { ReactionChoice } from "./reaction-choice";

type MessageSheetProps = {
  row: SentBubble;
  onReact: (emoji: string, isOn: boolean) => void;
  onAsk: (dialog: MessageDialog) => void;
  onClose: () => void;
};

/** What can be done with a message, for fingers. */
export function MessageSheet({ row, onReact, onAsk, onClose }: MessageSheetProps) {
  const { canReact, reply, edit, more } = useMessageMenu(row, onAsk);
  const items = [...(reply ? [reply] : []), ...(edit ? [edit] : []), ...more];

  function react(emoji: string, isOn: boolean) {
    onClose();
    onReact(emoji, isOn);
  }

  return (
    <Sheet title={row.isOwn ? "Your message" : row.author.name} items={items} onClose={onClose}>
      {canReact && (
        <div className="grid grid-cols-[minmax(0,1fr)] border-hairline border-b px-3 pb-3">
          <ReactionChoice reactions={row.reactions} onPick={react} />
        </div>
      )}
    </Sheet>
  );
}
