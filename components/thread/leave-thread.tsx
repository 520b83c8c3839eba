"use client";

import { LogOut } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { removeParticipant, setRole } from "@/app/actions/membership";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useAction } from "@/components/use-action";
import { useViewer } from "@/components/viewer";
import { inWords } from "@/components/words";
import type { Participant, Thread } from "@/lib/wire/threads";
import { ChooseHeir } from "./choose-heir";

type LeaveThreadProps = { thread: Thread; title: string };

/** Asks first: who has left cannot come back by themselves. */
export function LeaveThread(props: LeaveThreadProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button look="danger" onClick={() => setAsking(true)}>
        <LogOut aria-hidden size={16} />
        Leave
      </Button>
      {isAsking && <LeaveDialog {...props} onClose={() => setAsking(false)} />}
    </>
  );
}

function LeaveDialog({ thread, title, onClose }: LeaveThreadProps & { onClose: () => void }) {
  const viewer = useViewer();
  const router = useRouter();
  const heirs = heirsOf(thread, viewer.id);
  const [heirId, setHeirId] = useState("");
  const leave = useAction(leaveGroup, () => router.push("/t"));
  const isReady = heirs.length === 0 || heirs.some(({ id }) => id === heirId);

  return (
    <Dialog title={`Leave ${title}?`} onClose={onClose}>
      <div className="grid gap-4 px-5 pb-5">
        <p className="text-muted">You will no longer be able to read it, until somebody adds you again.</p>
        {heirs.length > 0 && <ChooseHeir heirs={heirs} chosenId={heirId} onChoose={setHeirId} />}
        {leave.refusal && <Notice>{inWords(leave.refusal)}</Notice>}
        <div className="flex justify-end gap-2">
          <Button data-begins onClick={onClose}>
            Cancel
          </Button>
          <Button
            look="danger"
            disabled={!isReady}
            aria-busy={leave.isRunning}
            onClick={() => leave.run({ viewerId: viewer.id, threadId: thread.id, ...(heirs.length > 0 && { heirId }) })}
          >
            {heirs.length > 0 ? "Hand over and leave" : "Leave"}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

/** Those of whom one becomes the owner when the only one leaves; nobody when there is another, or nobody else at all. */
function heirsOf({ participants }: Thread, viewerId: string): Participant[] {
  const others = participants.filter(({ id }) => id !== viewerId);
  const isOwner = participants.some(({ id, role }) => id === viewerId && role === "owner");
  return isOwner && !others.some(({ role }) => role === "owner") ? others : [];
}

type Leaving = { viewerId: string; threadId: string; heirId?: string };

/** Handing over is a change of its own: if leaving fails after it, there are two owners for a while. */
async function leaveGroup({ viewerId, threadId, heirId }: Leaving): ReturnType<typeof removeParticipant> {
  const handedOver = heirId && (await setRole({ viewerId, threadId, personId: heirId, role: "owner" }));
  if (handedOver && !handedOver.ok) return handedOver;
  return removeParticipant({ viewerId, threadId, personId: viewerId });
}
