"use client";

import { LogOut } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { removeParticipant } from "@/app/actions/membership";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";

/** Asks first: who has left cannot come back by themselves. */
export function LeaveThread({ threadId, title }: { threadId: string; title: string }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button look="danger" onClick={() => setAsking(true)}>
        <LogOut aria-hidden size={16} />
        Leave
      </Button>
      {isAsking && <LeaveDialog threadId={threadId} title={title} onClose={() => setAsking(false)} />}
    </>
  );
}

function LeaveDialog({ threadId, title, onClose }: { threadId: string; title: string; onClose: () => void }) {
  const viewer = useViewer();
  const router = useRouter();
  const leave = useAction(removeParticipant, () => router.push("/t"));

  return (
    <Dialog title={`Leave ${title}?`} onClose={onClose}>
      <div className="grid gap-4 px-5 pb-5">
        <p className="text-muted">You will no longer be able to read it, until somebody adds you again.</p>
        {leave.refusal && <Notice>{inWords(leave.refusal)}</Notice>}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="danger"
            aria-busy={leave.isRunning}
            onClick={() => leave.run({ viewerId: viewer.id, threadId, personId: viewer.id })}
          >
            Leave
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
