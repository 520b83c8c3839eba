import { useEffect, useEffectEvent, useState } from "react";
import { late, useLate } from "@/components/late";
import { showToast } from "@/components/ui/toasts";
import { inWords } from "@/components/words";
import type { MessageDialog, SentBubble } from "./message-menu";

// Until somebody points at a message, a page loads nothing of what can be done with it.
const messageActions = late(() => import("./message-actions").then(({ MessageActions }) => MessageActions));
const messageSheet = late(() => import("./message-sheet").then(({ MessageSheet }) => MessageSheet));
const deleteMessage = late(() => import("./delete-message").then(({ DeleteMessage }) => DeleteMessage));
const editHistory = late(() => import("./edit-history").then(({ EditHistory }) => EditHistory));
const reportMessage = late(() => import("./report-message").then(({ ReportMessage }) => ReportMessage));

type MessageToolsProps = {
  row: SentBubble;
  isActive: boolean;
  /** Raised by each long press. */
  press: number;
  onReact: (emoji: string, isOn: boolean) => void;
};

/** What can be done with a message: beside it, in a sheet, and in the dialogs that those lead to. */
export function MessageTools({ row, isActive, press, onReact }: MessageToolsProps) {
  const [isOpen, setOpen] = useState(false);
  const [dialog, setDialog] = useState<MessageDialog | null>(null);
  const openSheet = useEffectEvent(() => setDialog("sheet"));
  useEffect(() => {
    if (press > 0) openSheet();
  }, [press]);

  function close(): void {
    setDialog(null);
    // What opened it may be gone.
    document.getElementById(`m-${row.seq}`)?.focus();
  }

  const isBeside = isActive || isOpen || (dialog !== null && dialog !== "sheet");
  const tools = { row, onReact, onAsk: setDialog };
  return (
    <>
      {isBeside && <Actions {...tools} onOpen={setOpen} />}
      {dialog && <Asked dialog={dialog} {...tools} onClose={close} />}
    </>
  );
}

type Tools = Pick<MessageToolsProps, "row" | "onReact"> & { onAsk: (dialog: MessageDialog) => void };

function Actions(tools: Tools & { onOpen: (isOpen: boolean) => void }) {
  const MessageActions = useLate(messageActions, true, () => {});
  return MessageActions && <MessageActions {...tools} />;
}

function Asked({ dialog, onClose, ...tools }: Tools & { dialog: MessageDialog; onClose: () => void }) {
  const MessageSheet = useLate(messageSheet, dialog === "sheet", giveUp);
  const DeleteMessage = useLate(deleteMessage, dialog === "delete", giveUp);
  const EditHistory = useLate(editHistory, dialog === "edits", giveUp);
  const ReportMessage = useLate(reportMessage, dialog === "report", giveUp);

  function giveUp(): void {
    onClose();
    showToast(inWords("unavailable"));
  }

  if (dialog === "sheet") return MessageSheet && <MessageSheet {...tools} onClose={onClose} />;
  if (dialog === "delete") return DeleteMessage && <DeleteMessage seq={tools.row.seq} onClose={onClose} />;
  if (dialog === "report") return ReportMessage && <ReportMessage seq={tools.row.seq} onClose={onClose} />;
  return EditHistory && <EditHistory row={tools.row} onClose={onClose} />;
}
