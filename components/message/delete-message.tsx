import { useState } from "react";
import { useComposing } from "@/components/composer/composing";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { inWords } from "@/components/words";
import type { RefusalCode } from "@/lib/wire/outcome";
import { useMessageChanges } from "./use-message-changes";

/** Asks first: what is deleted for everyone does not come back. */
export function DeleteMessage({ seq, onClose }: { seq: number; onClose: () => void }) {
  const changes = useMessageChanges(useComposing().threadId);
  const [isRunning, setRunning] = useState(false);
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);

  async function remove(): Promise<void> {
    setRunning(true);
    const refused = await changes.remove(seq);
    setRunning(false);
    setRefusal(refused);
    if (!refused) onClose();
  }

  return (
    <Dialog title="Delete for everyone?" onClose={onClose}>
      <div className="grid gap-4 px-5 pb-5">
        <p className="text-muted">
          Nobody will be able to read this message any more. That it was there stays visible.
        </p>
        {refusal && <Notice>{inWords(refusal)}</Notice>}
        <div className="flex justify-end gap-2">
          <Button data-begins onClick={onClose}>
            Cancel
          </Button>
          <Button look="danger" aria-busy={isRunning} onClick={remove}>
            Delete
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
