import { type FormEvent, useState } from "react";
import { reportMessage } from "@/app/actions/reports";
import { useComposing } from "@/components/composer/composing";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { TextArea } from "@/components/ui/text-area";
import { showToast } from "@/components/ui/toasts";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import { REASON_LENGTH } from "@/lib/wire/limits";

/** Asks why, since who reads it was not there. */
export function ReportMessage({ seq, onClose }: { seq: number; onClose: () => void }) {
  const viewerId = useViewer().id;
  const { threadId } = useComposing();
  const [reason, setReason] = useState("");
  const { run, isRunning, refusal } = useAction(reportMessage, () => {
    showToast("The administrators will see this message.");
    onClose();
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    run({ viewerId, threadId, seq, reason });
  }

  return (
    <Dialog title="Report this message" onClose={onClose}>
      <form onSubmit={submit} className="grid gap-4 px-5 pb-5">
        <p className="text-muted">
          The administrators get this message with your name and your reason. Whoever wrote it is not told.
        </p>
        <TextArea
          label="Reason"
          data-begins
          required
          maxLength={REASON_LENGTH}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {refusal && <Notice>{inWords(refusal)}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" aria-busy={isRunning} disabled={reason.trim() === ""}>
            Report
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
