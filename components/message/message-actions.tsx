import { Ellipsis, SmilePlus } from "lucide-react";
import { Popover } from "radix-ui";
import { type ReactNode, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { type MessageDialog, type SentBubble, useMessageMenu } from "./message-menu";
import { ReactionChoice } from "./reaction-choice";
import { useMarks } from "./use-marks";

type MessageActionsProps = {
  row: SentBubble;
  onReact: (emoji: string, isOn: boolean) => void;
  onAsk: (dialog: MessageDialog) => void;
  /** Something of it is open: it has to stay. */
  onOpen: (isOpen: boolean) => void;
};

/** What can be done with a message, beside it while it is pointed at or has the focus. */
export function MessageActions({ row, onReact, onAsk, onOpen }: MessageActionsProps) {
  const { canReact, reply, edit, more } = useMessageMenu(row, onAsk);
  const hasReaders = useMarks().readersAt(row.seq).length > 0;
  const side = row.isOwn ? "roomy:right-full roomy:mr-2" : "roomy:right-auto roomy:left-full roomy:ml-2";

  return (
    <div
      className={`absolute -top-8 right-0 z-10 flex animate-arrive rounded-m bg-raised p-0.5 shadow-float ring-1 ring-hairline ${side} ${hasReaders ? aboveReaders : inTheMiddle}`}
    >
      {canReact && (
        <ReactButton onOpen={onOpen}>
          {(close) => (
            <ReactionChoice
              reactions={row.reactions}
              onPick={(emoji, isOn) => {
                close();
                onReact(emoji, isOn);
              }}
            />
          )}
        </ReactButton>
      )}
      {[reply, edit].map(
        (item) =>
          item && (
            <IconButton key={item.label} label={item.label} icon={item.icon} onClick={item.run} className={small} />
          ),
      )}
      <MoreButton items={more} onOpen={onOpen} />
    </div>
  );
}

const inTheMiddle = "roomy:top-1/2 roomy:-translate-y-1/2";
/** In the middle too, but never over the faces in the corner, which are there to be pressed. */
const aboveReaders = "roomy:top-auto roomy:bottom-[max(1.5rem,calc(50%-1.125rem))]";
const small = "size-8";
const floating = "z-30 animate-arrive bg-raised shadow-float ring-1 ring-hairline outline-none";

function ReactButton({
  onOpen,
  children,
}: {
  onOpen: (isOpen: boolean) => void;
  children: (close: () => void) => ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);

  function change(next: boolean): void {
    setOpen(next);
    onOpen(next);
  }

  return (
    <Popover.Root open={isOpen} onOpenChange={change}>
      <Popover.Trigger asChild>
        <IconButton label="React" icon={SmilePlus} className={small} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label="React"
          sideOffset={6}
          collisionPadding={8}
          className={`${floating} max-w-[calc(100vw-1rem)] rounded-[1.375rem] p-1`}
        >
          {children(() => change(false))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function MoreButton({ items, onOpen }: { items: MenuItem[]; onOpen: (isOpen: boolean) => void }) {
  return (
    <Menu items={items} onOpen={onOpen}>
      <IconButton label="More" icon={Ellipsis} className={small} />
    </Menu>
  );
}
